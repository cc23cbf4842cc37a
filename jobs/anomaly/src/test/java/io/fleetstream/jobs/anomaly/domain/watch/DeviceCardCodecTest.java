package io.fleetstream.jobs.anomaly.domain.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.jobs.anomaly.domain.alarm.AlarmOrder;
import io.fleetstream.jobs.anomaly.domain.bytes.ByteReader;
import io.fleetstream.jobs.anomaly.domain.bytes.ByteWriter;
import io.fleetstream.jobs.anomaly.domain.presence.PresenceState;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bytes of one card as every version of the form had them. */
class DeviceCardCodecTest {
    private static final String UNTIL_TIMES =
            "0461636d6507706c616e742d310470756d70056d2d3130300005312e342e320661637469"
                    + "76650d4575726f70652f4265726c696e01047a6f6e650161010b74656d70657261747572"
                    + "6540358000000000000103686f7403f6a1abfef962030102030104676f6e650880a0abfe"
                    + "f96201d0afabfef9629003024d01010b74656d7065726174757265403600000000000001"
                    + "036f2d3103686f740001a0bfabfef962c08e99fff96203616461056c6174657201b090ab"
                    + "fef962c801024c0000";
    private static final String LONG_TIMES =
            "d0afabfef962ffffffffffffffffff019003b0c2abfef962ffffffffffffffffff01";
    private static final String SHORT_TIMES = "01d0afabfef96200900301b0c2abfef96200";
    private static final String NAMED_DETECTOR = "01036f6464093fd000000000000003090807";

    private final DeviceCardCodec codec = new DeviceCardCodec();

    @Test
    void readsCardsFromBeforeThereWereDetectors() {
        assertReads("01" + UNTIL_TIMES + LONG_TIMES, withoutDetector());
    }

    @Test
    void readsCardsWithTimesThatAreNoneInFull() {
        assertReads("02" + UNTIL_TIMES + LONG_TIMES + NAMED_DETECTOR, withDetector());
    }

    @Test
    void readsCardsWithNamesOfDetectors() {
        assertReads("03" + UNTIL_TIMES + SHORT_TIMES + NAMED_DETECTOR, withDetector());
    }

    @Test
    void readsCardsWithAttributesWithoutTheirLength() {
        String detector = "01%016x3fd000000000000003090807".formatted(DetectorEntry.key("odd", -5));
        assertReads("04" + UNTIL_TIMES + SHORT_TIMES + detector, withDetector());
    }

    @Test
    void readsWhatItWrites() {
        assertSame(codec.read(codec.write(withDetector())), withDetector());
    }

    @Test
    void writesOverTheCardBeforeIfItFits() {
        byte[] before = codec.write(withDetector());
        DeviceCard card = codec.read(before);
        card.alarms.remove("hot");
        byte[] after = codec.write(card, before);
        assertThat(after).isSameAs(before);
        DeviceCard expected = withDetector();
        expected.alarms.remove("hot");
        assertSame(codec.read(after), expected);
    }

    @Test
    void leavesACardAloneThatIsTooShortOrFarTooLong() {
        byte[] little = codec.write(new DeviceCard());
        byte[] before = little.clone();
        byte[] much = codec.write(withDetector(), little);
        assertSame(codec.read(much), withDetector());
        assertThat(little).isEqualTo(before);
        assertThat(codec.write(new DeviceCard(), much)).isEqualTo(little).isNotSameAs(much);
    }

    @Test
    void knowsAReadingThatSaysOfTheDeviceWhatIsKnown() {
        DeviceCard card = codec.read(codec.write(withDetector()));
        ByteReader same = reading("1.4.2");
        assertThat(card.isDescribedBy(same)).isTrue();
        assertThat(same.get()).isEqualTo(77);
        ByteReader other = reading("1.4.3");
        assertThat(card.isDescribedBy(other)).isFalse();
        assertThat(other.getText()).isEqualTo("acme");
        assertThat(new DeviceCard().isDescribedBy(reading("1.4.2"))).isFalse();
        assertThat(card.attributes()).isEqualTo(withDetector().attributes());
    }

    private static ByteReader reading(String firmware) {
        ByteWriter out = new ByteWriter();
        out.putText("acme").putText("plant-1").putText("pump").putText("m-100").putText(firmware);
        return new ByteReader(out.put(77).toBytes());
    }

    @Test
    void stopsAtFormsToCome() {
        byte[] bytes = codec.write(new DeviceCard());
        bytes[0]++;
        assertThatThrownBy(() -> codec.read(bytes)).hasMessageContaining("unknown form");
    }

    @Test
    void tellsDetectorsOfSimilarRulesApart() {
        assertThat(DetectorEntry.key("Aa", 1)).isNotEqualTo(DetectorEntry.key("BB", 1));
        assertThat(DetectorEntry.key("Aa", 1)).isNotEqualTo(DetectorEntry.key("Aa", 2));
    }

    private void assertReads(String hex, DeviceCard expected) {
        DeviceCard card = codec.read(HexFormat.of().parseHex(hex));
        assertSame(card, expected);
        assertThat(codec.write(card)).isEqualTo(codec.write(expected));
    }

    private static void assertSame(DeviceCard card, DeviceCard expected) {
        assertThat(card).usingRecursiveComparison().ignoringFields("said").isEqualTo(expected);
        assertThat(card.attributes()).isEqualTo(expected.attributes());
    }

    private static DeviceCard withDetector() {
        DeviceCard card = withoutDetector();
        card.detectors.add(
                new DetectorEntry(DetectorEntry.key("odd", -5), 0.25, new byte[] {9, 8, 7}));
        return card;
    }

    private static DeviceCard withoutDetector() {
        DeviceCard card = new DeviceCard();
        card.said =
                AttributesEntry.of(
                        new Attributes(
                                "acme",
                                "plant-1",
                                "pump",
                                "m-100",
                                "",
                                "1.4.2",
                                "active",
                                "Europe/Berlin",
                                Map.of("zone", "a")));
        card.values.put("temperature", 21.5);
        card.alarms.put("hot", new AlarmEntry(3, 1_700_000_000_123L, new byte[] {1, 2, 3}));
        card.presence.put("gone", new PresenceState(1_700_000_000_000L));
        card.waiting.add(
                new Sample(
                        1_700_000_001_000L,
                        1_700_000_001_200L,
                        2,
                        77,
                        1,
                        List.of(new Sample.MetricValue("temperature", 22))));
        card.orders.add(
                new Order(
                        "o-1",
                        "hot",
                        "",
                        AlarmOrder.SNOOZE,
                        1_700_000_002_000L,
                        1_700_000_900_000L,
                        "ada",
                        "later"));
        card.judged = new Sample(1_699_999_999_000L, 1_699_999_999_100L, 2, 76, 0, List.of());
        card.greatest = 1_700_000_001_000L;
        card.lag = 200;
        card.timer = 1_700_000_002_200L;
        return card;
    }
}
