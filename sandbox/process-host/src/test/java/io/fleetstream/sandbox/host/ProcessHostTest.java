package io.fleetstream.sandbox.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProcessHostTest {
    private static final long SECONDS = 120;

    @Test
    void endsInOrderWhenItsInputEnds() throws Exception {
        Process process = host(Endless.class.getName(), "hello");
        assertThat(process.inputReader().readLine()).isEqualTo("running hello");
        process.getOutputStream().close();
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(process.inputReader().readLine()).isEqualTo("hook");
    }

    @Test
    void isHaltedWhenItsShutdownHangs() throws Exception {
        Process process = host(Hanging.class.getName());
        assertThat(process.inputReader().readLine()).isEqualTo("running");
        process.getOutputStream().close();
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ProcessHost.HALTED);
    }

    @Test
    void failsWithTheMainClass() throws Exception {
        Process process = host(Failing.class.getName());
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(process.errorReader().readLine()).contains("no luck");
    }

    @Test
    void endsWithAMainClassThatReturns() throws Exception {
        Process process = host(Returning.class.getName());
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static Process host(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx32m",
                        "-Dfleet.grace-seconds=1",
                        "-cp",
                        System.getProperty("java.class.path")));
        command.add(ProcessHost.class.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }

    /** Runs for ever. */
    public static final class Endless {
        private Endless() {}

        /** Says so. */
        public static void main(String[] arguments) throws InterruptedException {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
            System.out.println("running " + arguments[0]);
            new CountDownLatch(1).await();
        }
    }

    /** Never ends its shutdown. */
    public static final class Hanging {
        private Hanging() {}

        /** Says so. */
        public static void main(String[] arguments) throws InterruptedException {
            CountDownLatch never = new CountDownLatch(1);
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(
                                    () -> {
                                        try {
                                            never.await();
                                        } catch (InterruptedException e) {
                                            Thread.currentThread().interrupt();
                                        }
                                    }));
            System.out.println("running");
            never.await();
        }
    }

    /** Throws. */
    public static final class Failing {
        private Failing() {}

        /** Throws. */
        public static void main(String[] arguments) {
            if (arguments.length == 0) {
                throw new IllegalStateException("no luck");
            }
        }
    }

    /** Has nothing to do. */
    public static final class Returning {
        private Returning() {}

        /** Returns. */
        public static void main(String[] arguments) {
            System.out.println("done");
        }
    }
}
