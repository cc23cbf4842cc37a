package io.fleetstream.jobs.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class BufferTimeoutTest {
    @Test
    void isShortUnlessSomebodyHasSetIt() {
        assertThat(afterPrompt(new Configuration())).isEqualTo(20);

        Configuration patient = new Configuration();
        patient.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(250));
        assertThat(afterPrompt(patient)).isEqualTo(250);
    }

    private static long afterPrompt(Configuration configuration) {
        var env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        BufferTimeout.prompt(env);
        return env.getBufferTimeout();
    }
}
