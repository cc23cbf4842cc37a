package io.fleetstream.jobs.ingest.domain.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.domain.RawMessage;
import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.schemas.ReasonCode;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MessageParserFuzzTest {
    private static final long SEED = 20_261_120L;
    private static final int PAYLOADS = 100_000;
    private static final long NOW = 1_700_000_000_000_000L;
    private static final String[] ENCODINGS = {
        null, null, null, null, null, null, null, null, null, null, null, null, null, "gzip"
    };

    @Test
    void rejectsOrReadsWhateverComes() {
        MessageParser parser = new MessageParser(Limits.DEFAULT);
        MalformedPayloads payloads = new MalformedPayloads(SEED);
        Map<ReasonCode, Integer> reasons = new EnumMap<>(ReasonCode.class);
        int accepted = 0;
        for (int i = 0; i < PAYLOADS; i++) {
            RawMessage raw =
                    new RawMessage(
                            "acme/berlin/thermostat/d1/reading",
                            NOW,
                            ENCODINGS[i % ENCODINGS.length],
                            null,
                            payloads.next(),
                            0,
                            i);
            try {
                assertUsable(parser.parse(raw));
                accepted++;
            } catch (RejectedException e) {
                reasons.merge(e.reason(), 1, Integer::sum);
            }
        }
        System.out.printf("seed %d: %d accepted, rejected %s%n", SEED, accepted, reasons);
        assertThat(accepted).isPositive();
        assertThat(reasons)
                .containsKeys(
                        ReasonCode.NOT_UTF8,
                        ReasonCode.NOT_JSON,
                        ReasonCode.TOO_DEEP,
                        ReasonCode.UNSUPPORTED_ENCODING,
                        ReasonCode.WRONG_TYPE,
                        ReasonCode.NAN,
                        ReasonCode.MISSING_FIELD,
                        ReasonCode.DEVICE_MISMATCH);
        assertThat(accepted + reasons.values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(PAYLOADS);
    }

    private static void assertUsable(ParsedMessage message) {
        assertThat(message.deviceId()).isEqualTo("d1");
        assertThat(message.readings()).isNotEmpty();
        for (ParsedReading reading : message.readings()) {
            assertThat(reading.metrics()).isNotEmpty();
            if (reading.sequence() != null) {
                assertThat(reading.sequence()).isNotNegative();
            }
            Set<String> names = new HashSet<>();
            for (ParsedMetric metric : reading.metrics()) {
                assertThat(metric.value()).isFinite();
                assertThat(names.add(metric.name())).isTrue();
            }
        }
    }
}
