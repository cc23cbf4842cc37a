package io.fleetstream.jobs.rollout.domain.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the bytes are, a request is answered once, and an effect is one or is refused. */
class RequestFuzzTest {
    private static final long SEED = 20_261_121;
    private static final int ROUNDS = 5_000;
    private static final String[] CALLS = {
        "get", "start-next", "$next/get", "a/get", "b/update", "a/update", "x/y/z", "$next/update"
    };
    private static final String[] GOOD = {
        "{\"clientToken\":\"t\",\"status\":\"IN_PROGRESS\",\"statusDetails\":{\"a\":\"b\"}}",
        "{\"status\":\"FAILED\",\"expectedVersion\":2,\"executionNumber\":1}",
        "{\"includeJobDocument\":true,\"includeJobExecutionState\":true,\"status\":\"SUCCEEDED\"}",
        "{\"stepTimeoutInMinutes\":7,\"status\":\"IN_PROGRESS\",\"clientToken\":null}",
        "{\"effect\":\"queue\",\"jobId\":\"a\",\"jobDocument\":{\"x\":1},\"retries\":"
                + "{\"number\":2,\"failureType\":\"ALL\",\"pauseSeconds\":3},\"weight\":7}",
    };

    @Test
    void everyRequestIsAnsweredOnce() {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        DeviceQueue device = new DeviceQueue();
        for (int round = 0; round < ROUNDS; round++) {
            if (round % 50 == 0) {
                Retries retries = new Retries(2, FailureType.ALL, 0);
                device.effect(round, new Effect.Delete("a", true))
                        .effect(round, DeviceQueue.queued("a", 100, retries))
                        .queue(round, "b");
            }
            String call = CALLS[random.nextInt(CALLS.length)];
            device.call(round, call, mutated(random), 0);
            assertThat(device.topics().stream().filter(t -> t.startsWith(call + "/")))
                    .as("round " + round)
                    .hasSize(1);
        }
    }

    @Test
    void anEffectIsOneOrIsRefused() {
        Random random = new Random(SEED + 1);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = mutated(random);
            assertThatCode(
                            () -> {
                                try {
                                    EffectCodec.of(bytes);
                                } catch (IllegalArgumentException e) {
                                    assertThat(e.getMessage()).isNotNull();
                                }
                            })
                    .as("round " + round)
                    .doesNotThrowAnyException();
        }
    }

    private static byte[] mutated(Random random) {
        byte[] bytes = GOOD[random.nextInt(GOOD.length)].getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(4); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(10) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }
}
