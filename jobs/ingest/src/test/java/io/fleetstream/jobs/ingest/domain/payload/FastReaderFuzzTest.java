package io.fleetstream.jobs.ingest.domain.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.domain.RawMessage;
import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.schemas.ReasonCode;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The fast reader against the one that knows every form, on payloads whole and damaged. With {@code
 * -Dfleet.fuzz.payloads=10000000} on as many as the bar wants; with {@code -Dfleet.fuzz.seed} on
 * others.
 */
class FastReaderFuzzTest {
    private static final long SEED = Long.getLong("fleet.fuzz.seed", 20_261_121L);
    private static final int PAYLOADS = Integer.getInteger("fleet.fuzz.payloads", 100_000);
    private static final long NOW = 1_700_000_000_000_000L;

    /** Parts of all payloads that the test would be worth little without. */
    private static final double LEAST_USUAL = 0.1;

    private static final double LEAST_ACCEPTED = 0.2;

    private final MessageParser parser = new MessageParser(Limits.DEFAULT);
    private final Map<ReasonCode, Integer> reasons = new EnumMap<>(ReasonCode.class);
    private int usual;
    private int accepted;

    @Test
    void neverSaysAnythingElseThanTheReaderThatKnowsEveryForm() {
        FuzzPayloads payloads = new FuzzPayloads(SEED);
        for (int i = 0; i < PAYLOADS; i++) {
            byte[] payload = payloads.next();
            compare(payload, payloads.isBinary() ? Form.CBOR : Form.JSON, i);
        }
        System.out.printf(
                "seed %d: %d payloads, %d by the fast reader, %d accepted, rejected %s%n",
                SEED, PAYLOADS, usual, accepted, reasons);
        assertThat(usual / (double) PAYLOADS).isGreaterThan(LEAST_USUAL);
        assertThat(accepted / (double) PAYLOADS).isGreaterThan(LEAST_ACCEPTED);
        assertThat(reasons)
                .containsKeys(
                        ReasonCode.NOT_UTF8,
                        ReasonCode.NOT_JSON,
                        ReasonCode.WRONG_TYPE,
                        ReasonCode.NAN,
                        ReasonCode.MISSING_FIELD,
                        ReasonCode.DEVICE_MISMATCH);
    }

    private void compare(byte[] payload, Form form, int number) {
        RawMessage raw =
                new RawMessage(
                        "acme/berlin/thermostat/d1/reading", NOW, null, null, payload, 0, number);
        ParsedMessage fast = form == Form.JSON ? parser.usual(raw, payload) : null;
        ParsedMessage oracle = null;
        try {
            oracle = parser.unusual(raw, payload, form);
            accepted++;
        } catch (RejectedException e) {
            reasons.merge(e.reason(), 1, Integer::sum);
        }
        if (fast == null) {
            return;
        }
        usual++;
        if (!fast.equals(oracle)) {
            throw new AssertionError(
                    "seed %d, payload %d, %s: %s instead of %s"
                            .formatted(
                                    SEED,
                                    number,
                                    new String(payload, StandardCharsets.UTF_8),
                                    fast,
                                    oracle));
        }
    }
}
