package io.fleetstream.sandbox.containers;

import com.github.dockerjava.api.model.Container;
import io.fleetstream.sandbox.RunContext;
import io.fleetstream.sandbox.SandboxException;
import io.fleetstream.sandbox.SandboxService;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.support.Check;
import io.fleetstream.sandbox.support.Ports;
import java.time.Duration;
import java.util.List;
import org.testcontainers.containers.GenericContainer;

/**
 * One container with one port of 127.0.0.1, chosen once. Stopping it keeps the container, so that
 * it has its data when it is started again.
 */
abstract class ContainerService implements SandboxService {
    private static final Duration READY_DEADLINE = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int STOP_SECONDS = 40;
    private static final int LAST_CHARACTERS = 4000;

    private final Service service;
    private final RunContext run;
    private final int port = Ports.free();
    private GenericContainer<?> container;

    ContainerService(Service service, RunContext run) {
        this.service = service;
        this.run = run;
    }

    /** The container, not started. */
    abstract GenericContainer<?> describe();

    /** Port inside the container. */
    abstract int innerPort();

    /** What tells that it is ready. */
    abstract Check ready();

    final RunContext run() {
        return run;
    }

    /** Port on 127.0.0.1. */
    final int port() {
        return port;
    }

    @Override
    public final Service service() {
        return service;
    }

    @Override
    public synchronized void start() {
        if (container == null) {
            container = describe();
            container.setPortBindings(List.of("127.0.0.1:" + port + ":" + innerPort()));
            container.withLogConsumer(
                    new ContainerLog(run.logs().resolve(service.title() + ".log")));
            container.start();
        } else if (!isRunning()) {
            container.getDockerClient().startContainerCmd(container.getContainerId()).exec();
        }
        awaitReady();
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + READY_DEADLINE.toNanos();
        Check check = ready();
        try {
            while (!check.passes()) {
                if (!isRunning() || System.nanoTime() > deadline) {
                    throw new SandboxException(
                            service.title() + " ended or hangs; its log ends with:\n" + logTail());
                }
                Thread.sleep(POLL.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException("the start of " + service.title() + " was interrupted", e);
        }
    }

    private String logTail() {
        String log = container.getLogs();
        return log.substring(Math.max(0, log.length() - LAST_CHARACTERS));
    }

    @Override
    public synchronized void stop() {
        if (isRunning()) {
            container
                    .getDockerClient()
                    .stopContainerCmd(container.getContainerId())
                    .withTimeout(STOP_SECONDS)
                    .exec();
        }
    }

    @Override
    public synchronized void kill() {
        if (isRunning()) {
            container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
        }
    }

    /** Removes the container with its data. */
    synchronized void remove() {
        if (container != null) {
            container.stop();
            container = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return container != null
                && container.getContainerId() != null
                && container
                        .getDockerClient()
                        .listContainersCmd()
                        .withIdFilter(List.of(container.getContainerId()))
                        .exec()
                        .stream()
                        .map(Container::getState)
                        .anyMatch("running"::equals);
    }

    @Override
    public long pid() {
        throw new SandboxException(service.title() + " is a container, not a process");
    }
}
