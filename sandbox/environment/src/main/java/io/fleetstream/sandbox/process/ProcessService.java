package io.fleetstream.sandbox.process;

import io.fleetstream.sandbox.SandboxException;
import io.fleetstream.sandbox.SandboxService;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.support.Check;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What services of one process have in common: ports chosen at the first start, then kept. */
abstract class ProcessService implements SandboxService {
    private final Service service;
    private final ProcessContext context;
    private boolean startedBefore;
    private volatile ManagedProcess process;

    ProcessService(Service service, ProcessContext context) {
        this.service = service;
        this.context = context;
    }

    /** Picks free ports before the first start, and others if one of them was taken meanwhile. */
    abstract void choosePorts();

    /** Starts the process without waiting for it. */
    abstract ManagedProcess launch();

    /** What tells that it is ready. */
    abstract Check ready();

    /** Work to be done once after the first start. */
    void onFirstStart() {}

    final ProcessContext context() {
        return context;
    }

    final Path data() {
        return context.run().data(service);
    }

    @Override
    public final Service service() {
        return service;
    }

    @Override
    public void start() {
        if (isRunning()) {
            return;
        }
        if (!startedBefore) {
            choosePorts();
        }
        try {
            launchAndWait();
        } catch (ProcessFailedException e) {
            if (startedBefore || !e.portTaken()) {
                throw e;
            }
            context.run().progress().accept(service.title() + ": port taken, trying another");
            choosePorts();
            deleteData();
            launchAndWait();
        }
        if (!startedBefore) {
            onFirstStart();
            startedBefore = true;
        }
    }

    private void launchAndWait() {
        ManagedProcess started = launch();
        process = started;
        try {
            started.awaitReady(ready());
        } catch (SandboxException e) {
            started.kill();
            throw e;
        }
    }

    private void deleteData() {
        if (!Files.exists(data())) {
            return;
        }
        try (Stream<Path> all = Files.walk(data())) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(data() + " cannot be emptied", e);
        }
    }

    @Override
    public void stop() {
        ManagedProcess running = process;
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public void kill() {
        ManagedProcess running = process;
        if (running != null) {
            running.kill();
        }
    }

    @Override
    public boolean isRunning() {
        ManagedProcess running = process;
        return running != null && running.isRunning();
    }

    @Override
    public long pid() {
        ManagedProcess running = process;
        if (running == null || !running.isRunning()) {
            throw new SandboxException(service.title() + " does not run");
        }
        return running.pid();
    }
}
