package io.fleetstream.benchmarks.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.fleetstream.benchmarks.measure.Sample;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir private Path directory;

    @Test
    void measuresTheProcessDrainAfterDrain() throws IOException {
        try (ChildProcess child = ChildProcess.start("busy", Busy.class, directory)) {
            Sample first = child.drain(request(100), LIMIT);
            Sample second = child.drain(request(200), LIMIT);

            assertThat(first.records()).isEqualTo(100);
            assertThat(second.records()).isEqualTo(200);
            assertThat(second.cpuNanos())
                    .isGreaterThanOrEqualTo(Busy.NANOS - Sample.CPU_STEP_NANOS);
            assertThat(second.allocatedBytes()).isCloseTo(Busy.ALLOCATION, withinPercentage(10));
        }
    }

    @Test
    void namesTheLogOfAProcessThatFailed() throws IOException {
        try (ChildProcess child = ChildProcess.start("broken", Broken.class, directory)) {
            assertThatIOException()
                    .isThrownBy(() -> child.drain(request(1), LIMIT))
                    .withMessageContaining("broken has failed, see")
                    .withMessageContaining("broken.log");
        }
        assertThat(directory.resolve("logs/broken.log")).content().contains("nothing to drain");
    }

    @Test
    void endsAProcessThatDoesNotFinishInTime() throws IOException {
        try (ChildProcess child = ChildProcess.start("endless", Endless.class, directory)) {
            assertThatIOException()
                    .isThrownBy(() -> child.drain(request(1), Duration.ofSeconds(1)))
                    .withMessageContaining("endless did not finish within 1 s, see");
        }
        assertThat(ProcessHandle.current().children())
                .noneMatch(process -> process.info().commandLine().orElse("").contains("Endless"));
    }

    @Test
    void keepsVariantsApartWithinAProcess() throws IOException {
        try (ChildProcesses children = new ChildProcesses(directory, true);
                ChildProcess one = children.start("one", Counting.class, Optional.empty())) {
            assertThat(one.drain(request(1), LIMIT).records()).isEqualTo(1);
            try (ChildProcess other = children.start("other", Counting.class, Optional.empty())) {
                Sample sample = other.drain(request(10), LIMIT);
                assertThat(sample.records()).isEqualTo(10);
                assertThat(sample.wallNanos()).isEqualTo(one.drain(request(2), LIMIT).wallNanos());
            }

            assertThat(one.drain(request(3), LIMIT).records()).isEqualTo(6);
        }
    }

    @Test
    void givesEachVariantItsProcessWhereFiguresCount() throws IOException {
        try (ChildProcesses children = new ChildProcesses(directory, false);
                ChildProcess one = children.start("one", Counting.class, Optional.empty());
                ChildProcess other = children.start("other", Counting.class, Optional.empty())) {
            assertThat(one.drain(request(1), LIMIT).wallNanos())
                    .isNotEqualTo(other.drain(request(1), LIMIT).wallNanos());
        }
    }

    private static Request request(long records) {
        return new Request(Map.of(Request.RECORDS, Long.toString(records)));
    }

    /** Prints, allocates and burns CPU. */
    public static final class Busy implements Variant {
        static final long NANOS = 100_000_000;
        static final long ALLOCATION = 256 << 20;

        private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
        private static final int PIECE = 1 << 20;

        @Override
        public Sample drain(Request request) {
            ResourceMeter meter = ResourceMeter.start();
            System.out.println("a library that prints");
            long sum = 0;
            for (long allocated = 0; allocated < ALLOCATION; allocated += PIECE) {
                sum += new byte[PIECE].length;
            }
            // Of CPU, not of the wall: on a busy machine that is less.
            long end = THREADS.getCurrentThreadCpuTime() + NANOS;
            while (THREADS.getCurrentThreadCpuTime() < end) {
                sum++;
            }
            System.out.println(sum);
            return meter.stop(request.number(Request.RECORDS));
        }
    }

    /** Tells the sum of all records, and its process in place of wall time. */
    public static final class Counting implements Variant {
        private long sum;

        @Override
        public Sample drain(Request request) {
            sum += request.number(Request.RECORDS);
            return new Sample(sum, 0, ProcessHandle.current().pid(), 0, 0);
        }
    }

    /** Fails, with a thread that would keep the process alive. */
    public static final class Broken implements Variant {
        @Override
        public Sample drain(Request request) throws IOException {
            new Thread(Endless::waitForEver).start();
            throw new IOException("nothing to drain");
        }
    }

    /** Never answers. */
    public static final class Endless implements Variant {
        @Override
        public Sample drain(Request request) {
            waitForEver();
            throw new IllegalStateException("interrupted");
        }

        static void waitForEver() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
