package io.fleetstream.emulator.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.schemas.ReasonCode;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MalformedPayloadsTest {
    private static final long SEED = 20_261_120;
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final String DEVICE = "thermostat-00001";

    @ParameterizedTest
    @EnumSource
    void everyPayloadHasItsOneReasonAndNoOther(MalformedKind kind) {
        System.out.println("seed " + SEED);
        MalformedPayloads payloads = MalformedPayloads.ofAllKinds(SEED);
        int count = kind == MalformedKind.TOO_LARGE ? 20 : 5000;
        for (long sequence = 1; sequence <= count; sequence++) {
            MalformedPayload bad = payloads.generate(kind, DEVICE, sequence, NOW.toEpochMilli());
            assertThat(bad.reason()).isEqualTo(kind.reason());
            assertThat(PayloadJudge.judge(bad.bytes(), DEVICE, NOW))
                    .as("%s, sequence %d", kind, sequence)
                    .containsExactly(kind.reason());
        }
    }

    @Test
    void withoutTheFaultThePayloadWouldBeGood() {
        byte[] good = new ReadingDraft(DEVICE, 1, NOW.toEpochMilli()).bytes();
        assertThat(PayloadJudge.judge(good, DEVICE, NOW)).isEmpty();
        byte[] withMeta =
                new ReadingDraft(DEVICE, 1, NOW.toEpochMilli()).withMeta("{\"a\":[1]}").bytes();
        assertThat(PayloadJudge.judge(withMeta, DEVICE, NOW)).isEmpty();
    }

    @Test
    void theDiceChooseEveryKindAndCoverAllReasons() {
        MalformedPayloads payloads = MalformedPayloads.ofAllKinds(SEED);
        Set<MalformedKind> kinds = EnumSet.noneOf(MalformedKind.class);
        Set<ReasonCode> reasons = EnumSet.noneOf(ReasonCode.class);
        for (long sequence = 1; sequence <= 500; sequence++) {
            MalformedPayload bad = payloads.generate(DEVICE, sequence, NOW.toEpochMilli());
            kinds.add(bad.kind());
            reasons.add(bad.reason());
        }
        assertThat(kinds).containsExactly(MalformedKind.values());
        assertThat(reasons).hasSize(10);
    }

    @Test
    void sameArgumentsGiveTheSameBytes() {
        Set<Integer> distinct = new HashSet<>();
        for (long sequence = 1; sequence <= 200; sequence++) {
            byte[] one = payload(SEED, sequence);
            assertThat(payload(SEED, sequence)).isEqualTo(one);
            distinct.add(Arrays.hashCode(one));
        }
        assertThat(distinct).hasSizeGreaterThan(150);
        assertThat(payload(SEED + 1, 3)).isNotEqualTo(payload(SEED, 3));
    }

    @Test
    void devicesAreNotToldToSendMegabytes() {
        assertThat(MalformedKind.OF_DEVICES)
                .doesNotContain(MalformedKind.TOO_LARGE, MalformedKind.TOO_DEEP);
    }

    private static byte[] payload(long seed, long sequence) {
        return new MalformedPayloads(
                        seed, List.of(MalformedKind.TRUNCATED, MalformedKind.RANDOM_BYTES), 1000)
                .generate(DEVICE, sequence, NOW.toEpochMilli())
                .bytes();
    }
}
