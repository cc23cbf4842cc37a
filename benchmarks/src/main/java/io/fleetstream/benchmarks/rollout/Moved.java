package io.fleetstream.benchmarks.rollout;

import io.fleetstream.schemas.JobExecution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How much the job has written for so many records. Static like the window of measurement, for the
 * same reason.
 *
 * @param messages to devices
 * @param messageBytes of all those
 * @param executionBytes of all entries in the log of executions, of which each record makes one
 */
record Moved(long messages, long messageBytes, long executionBytes) {
    private static Moved now = new Moved(0, 0, 0);

    static synchronized void reset() {
        now = new Moved(0, 0, 0);
    }

    static synchronized void message(byte[] value) {
        now = new Moved(now.messages + 1, now.messageBytes + value.length, now.executionBytes);
    }

    /** Makes bytes of it, as the sink into Kafka does. */
    static synchronized void execution(JobExecution execution) throws IOException {
        int bytes = JobExecution.getEncoder().encode(execution).remaining();
        now = new Moved(now.messages, now.messageBytes, now.executionBytes + bytes);
    }

    static synchronized void write(Path file) throws IOException {
        Files.write(
                file,
                List.of(
                        Long.toString(now.messages),
                        Long.toString(now.messageBytes),
                        Long.toString(now.executionBytes)));
    }

    static Moved read(Path file) throws IOException {
        List<Long> numbers = Files.readAllLines(file).stream().map(Long::valueOf).toList();
        return new Moved(numbers.get(0), numbers.get(1), numbers.get(2));
    }
}
