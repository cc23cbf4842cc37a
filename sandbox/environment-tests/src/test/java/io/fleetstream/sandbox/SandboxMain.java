package io.fleetstream.sandbox;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A program that runs a sandbox until it is killed; prints the ids of its processes when ready. */
public final class SandboxMain {
    private SandboxMain() {}

    /** Usage: {@code SandboxMain <directory> <service>...}. */
    public static void main(String[] arguments) throws InterruptedException {
        SandboxBuilder builder = Sandbox.builder().directory(Path.of(arguments[0]));
        Stream.of(arguments).skip(1).map(Service::valueOf).forEach(builder::with);
        Sandbox sandbox = builder.build();
        sandbox.start();
        Stream<Long> servers =
                sandbox.services().stream().map(service -> sandbox.service(service).pid());
        Stream<Long> children = ProcessHandle.current().descendants().map(ProcessHandle::pid);
        System.out.println(
                "pids "
                        + Stream.concat(servers, children)
                                .distinct()
                                .map(Object::toString)
                                .collect(Collectors.joining(" ")));
        new CountDownLatch(1).await();
    }
}
