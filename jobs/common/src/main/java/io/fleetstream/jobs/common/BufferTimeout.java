package io.fleetstream.jobs.common;

import java.time.Duration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * How long a job's records may lie in a buffer that is not full, where Flink's 100 ms are too long.
 * Under load buffers are full before that. Less costs an idle job: every task flushes that often.
 */
public final class BufferTimeout {
    /** For jobs that devices wait for. */
    public static final Duration PROMPT = Duration.ofMillis(20);

    private BufferTimeout() {}

    /**
     * Makes a job prompt, unless the cluster or the submission sets {@code
     * execution.buffer-timeout.interval} itself.
     */
    public static void prompt(StreamExecutionEnvironment env) {
        if (env.getConfiguration().getOptional(ExecutionOptions.BUFFER_TIMEOUT).isEmpty()) {
            env.setBufferTimeout(PROMPT.toMillis());
        }
    }
}
