package io.fleetstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import io.fleetstream.emulator.payload.MalformedKind;
import io.fleetstream.emulator.payload.MalformedPayload;
import io.fleetstream.emulator.payload.MalformedPayloads;
import io.fleetstream.emulator.run.RunReport;
import io.fleetstream.schemas.ReasonCode;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A flood of bad payloads: each becomes one dead letter with the right reason, nothing else. {@code
 * -Dfleet.flood.messages=100000} for more of them.
 */
@Isolated("counts whatever is sent")
class MalformedFloodITCase {
    private static final long SEED = 4711;
    private static final int MESSAGES = Integer.getInteger("fleet.flood.messages", 5_000);

    /** One in so many is a megabyte long; more would only measure the disk. */
    private static final int LARGE_ONE_IN = 1_000;

    private static final int IN_FLIGHT = 500;

    @RegisterExtension static final SharedStack SHARED = new SharedStack();

    @Test
    void refusesEachMalformedPayloadOnceWithItsReasonAndSparesTheNeighbours() throws Exception {
        System.out.println("[flood] seed " + SEED);
        long restarts = SHARED.stack().restarts();
        Books.Page mark = SHARED.books().mark();
        String mqtt = SHARED.stack().sandbox().mqtt().url();
        Load neighbours = Load.start(mqtt, "neighbour-", 20, 2);

        Map<ReasonCode, Long> expected = flood(URI.create(mqtt));
        RunReport good = neighbours.stop();
        good.malformedByReason()
                .forEach(
                        (reason, count) ->
                                expected.merge(ReasonCode.valueOf(reason), count, Long::sum));
        Books.Page page = SHARED.books().awaitDrained(mark, MESSAGES + good.published());
        System.out.println("[flood] " + page);

        assertThat(page.reasons()).isEqualTo(expected);
        assertThat(page.ledger().sequences()).as("good neighbours").isEqualTo(good.good());
        assertThat(page.values()).isEqualTo(good.values());
        assertThat(page.rows()).isEqualTo(good.values());
        assertThat(page.ledger().repeated()).isZero();
        assertThat(SHARED.stack().restarts()).as("job restarts").isEqualTo(restarts);
    }

    private static Map<ReasonCode, Long> flood(URI mqtt) throws InterruptedException {
        Mqtt5AsyncClient client =
                MqttClient.builder()
                        .useMqttVersion5()
                        .identifier("flood")
                        .serverHost(mqtt.getHost())
                        .serverPort(mqtt.getPort())
                        .buildAsync();
        client.connect().join();
        Map<ReasonCode, Long> expected = new TreeMap<>();
        MalformedPayloads small =
                new MalformedPayloads(
                        SEED,
                        List.copyOf(EnumSet.complementOf(EnumSet.of(MalformedKind.TOO_LARGE))),
                        MalformedPayloads.DEFAULT_SIZE_LIMIT);
        Semaphore inFlight = new Semaphore(IN_FLIGHT);
        List<CompletableFuture<?>> sent = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            String device = "flood-" + i % 50;
            long now = System.currentTimeMillis();
            MalformedPayload payload =
                    i % LARGE_ONE_IN == 0
                            ? small.generate(MalformedKind.TOO_LARGE, device, i, now)
                            : small.generate(device, i, now);
            expected.merge(payload.reason(), 1L, Long::sum);
            inFlight.acquire();
            sent.add(
                    client.publishWith()
                            .topic("acme/lab/thermostat/" + device + "/reading")
                            .qos(MqttQos.AT_LEAST_ONCE)
                            .payload(payload.bytes())
                            .send()
                            .whenComplete((result, failure) -> inFlight.release()));
        }
        CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new))
                .orTimeout(5, TimeUnit.MINUTES)
                .join();
        client.disconnect().join();
        return expected;
    }
}
