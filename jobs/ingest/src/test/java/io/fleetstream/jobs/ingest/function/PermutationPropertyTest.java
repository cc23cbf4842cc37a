package io.fleetstream.jobs.ingest.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.ingest.domain.admission.AdmissionSettings;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.SequenceEvent;
import io.fleetstream.schemas.SequenceEventKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * In whatever order the messages of a device arrive within two minutes: the same set of (device,
 * metric, time, value) is stored, each once, and the same numbers are missing. Two boots, gaps,
 * repeats, batches.
 */
class PermutationPropertyTest {
    private static final long SEED = 2_026L;
    private static final int ROUNDS = 60;

    /** What remains of a message stream. */
    private record Remains(List<List<Object>> stored, Set<List<Object>> missing) {}

    @Test
    void everyOrderStoresTheSame() throws Exception {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            List<String> payloads = payloads(random);
            Remains inOrder = replay(payloads);
            Collections.shuffle(payloads, random);
            Remains shuffled = replay(payloads);

            assertThat(shuffled).as("seed %d, round %d", SEED, round).isEqualTo(inOrder);
            assertThat(new HashSet<>(inOrder.stored())).hasSameSizeAs(inOrder.stored());
        }
    }

    private static List<String> payloads(Random random) {
        List<String> payloads = new ArrayList<>();
        for (int boot = 0; boot < 2; boot++) {
            String name = ",\"boot_id\":\"b" + boot + "\"";
            long sequence = 0;
            for (int i = 0; i < 20; i++) {
                double time = boot * 60 + i;
                String one = Messages.reading(sequence, time, name);
                payloads.add(
                        random.nextInt(5) == 0
                                ? "["
                                        + one
                                        + ","
                                        + Messages.reading(++sequence, time + 0.5, name)
                                        + "]"
                                : one);
                sequence += random.nextInt(4) == 0 ? 1 + random.nextInt(4) : 1;
            }
        }
        for (int i = 0; i < 20; i++) {
            payloads.add(payloads.get(random.nextInt(40)));
        }
        return payloads;
    }

    private static Remains replay(List<String> payloads) throws Exception {
        AdmitHarness operator = new AdmitHarness(AdmissionSettings.DEFAULT);
        operator.register(AdmitHarness.ROW);
        for (int i = 0; i < payloads.size(); i++) {
            KafkaRecord record = operator.record(payloads.get(i), 110 + i / 100.0);
            operator.send(record);
        }
        Remains remains = new Remains(stored(operator.readings()), missing(operator));
        assertThat(operator.deadLetters()).isEmpty();
        operator.close();
        return remains;
    }

    private static List<List<Object>> stored(List<Reading> readings) {
        List<List<Object>> stored = new ArrayList<>();
        for (Reading reading : readings) {
            reading.getMetrics()
                    .forEach(
                            metric ->
                                    stored.add(
                                            List.of(
                                                    reading.getDeviceId(),
                                                    metric.getName(),
                                                    reading.getEventTime(),
                                                    metric.getValue())));
        }
        stored.sort((a, b) -> a.toString().compareTo(b.toString()));
        return stored;
    }

    private static Set<List<Object>> missing(AdmitHarness operator) {
        Set<List<Object>> missing = new HashSet<>();
        for (SequenceEvent event : operator.side(AdmitOutputs.SEQUENCE_EVENTS)) {
            for (long n = event.getFromSequence();
                    event.getKind() != SequenceEventKind.RESET && n <= event.getToSequence();
                    n++) {
                List<Object> number = List.of(event.getBootId(), n);
                boolean changed =
                        event.getKind() == SequenceEventKind.GAP
                                ? missing.add(number)
                                : missing.remove(number);
                assertThat(changed).isTrue();
            }
        }
        return missing;
    }
}
