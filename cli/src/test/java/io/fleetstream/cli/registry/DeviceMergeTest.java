package io.fleetstream.cli.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.schemas.Device;
import io.fleetstream.schemas.DeviceStatus;
import io.fleetstream.schemas.DeviceVersion;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceMergeTest {
    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void makesARowThatIsTrueForEverOfANewDevice() throws BadFieldException {
        Device row = at(0).merge(null, line("site", "berlin", "latitude", "52.5")).orElseThrow();

        assertThat(row.getSite()).isEqualTo("berlin");
        assertThat(row.getLatitude()).isEqualTo(52.5);
        assertThat(row.getModel()).isNull();
        assertThat(row.getStatus()).isEqualTo(DeviceStatus.ACTIVE);
        assertThat(row.getValidFrom()).isNull();
        assertThat(row.getPrevious()).isEmpty();
        assertThat(row.getUpdatedAt()).isEqualTo(T0);
    }

    @Test
    void leavesARowAloneThatSaysNothingNew() throws BadFieldException {
        Device row = at(0).merge(null, line("site", "berlin", "status", "disabled")).orElseThrow();

        assertThat(at(1).merge(row, line("site", "berlin", "status", "DISABLED"))).isEmpty();
        assertThat(at(1).merge(row, line())).isEmpty();
    }

    @Test
    void remembersWhereADeviceStoodBefore() throws BadFieldException {
        Device berlin = at(0).merge(null, line("site", "berlin")).orElseThrow();
        Device lyon = at(10).merge(berlin, line("site", "lyon")).orElseThrow();
        Device porto = from(15, 20).merge(lyon, line("site", "porto")).orElseThrow();

        assertThat(lyon.getValidFrom()).isEqualTo(T0.plusSeconds(10));
        assertThat(lyon.getPrevious()).containsExactly(version(null, "berlin"));
        assertThat(porto.getValidFrom()).isEqualTo(T0.plusSeconds(15));
        assertThat(porto.getPrevious())
                .containsExactly(version(null, "berlin"), version(T0.plusSeconds(10), "lyon"));
    }

    @Test
    void forgetsWhatALaterCorrectionSaysNeverWas() throws BadFieldException {
        Device berlin = at(0).merge(null, line("site", "berlin")).orElseThrow();
        Device mistake = at(10).merge(berlin, line("site", "lyno")).orElseThrow();
        Device lyon = from(10, 20).merge(mistake, line("site", "lyon")).orElseThrow();

        assertThat(lyon.getValidFrom()).isEqualTo(T0.plusSeconds(10));
        assertThat(lyon.getPrevious()).containsExactly(version(null, "berlin"));
    }

    @Test
    void keepsTheBeginningOfARowWhoseTagsChange() throws BadFieldException {
        Device berlin = at(0).merge(null, line("site", "berlin")).orElseThrow();
        Device lyon = at(10).merge(berlin, line("site", "lyon")).orElseThrow();
        // as another writer may have left it: begun when it was updated
        lyon.setValidFrom(null);
        Device tagged = at(20).merge(lyon, line("hardware", "rev-c")).orElseThrow();

        assertThat(tagged.getHardware()).isEqualTo("rev-c");
        assertThat(tagged.getValidFrom()).isEqualTo(T0.plusSeconds(10));
        assertThat(tagged.getPrevious()).isEqualTo(lyon.getPrevious());
        assertThat(tagged.getUpdatedAt()).isEqualTo(T0.plusSeconds(20));
    }

    @Test
    void keepsSixteenVersionsAndDropsTheOldest() throws BadFieldException {
        Device row = at(0).merge(null, line("site", "s0")).orElseThrow();
        for (int i = 1; i <= 20; i++) {
            row = at(i).merge(row, line("site", "s" + i)).orElseThrow();
        }

        assertThat(row.getPrevious()).hasSize(DeviceMerge.MOST_PREVIOUS);
        assertThat(row.getPrevious().get(0).getSite()).isEqualTo("s4");
        assertThat(row.getPrevious().get(15).getSite()).isEqualTo("s19");
    }

    @Test
    void takesWhatALineHasAndKeepsTheRest() throws BadFieldException {
        Device row =
                at(0).merge(
                                null,
                                new DeviceLine(
                                        2,
                                        fields(
                                                "site",
                                                "berlin",
                                                "model",
                                                "m1",
                                                "time_zone",
                                                "Europe/Lisbon"),
                                        Map.of("room", "1", "floor", "2"),
                                        false))
                        .orElseThrow();
        DeviceLine change = new DeviceLine(2, fields("time_zone", ""), Map.of("room", ""), false);
        Device changed = at(1).merge(row, change).orElseThrow();

        assertThat(changed.getModel()).isEqualTo("m1");
        assertThat(changed.getTimeZone()).isNull();
        assertThat(changed.getTags()).isEqualTo(Map.of("floor", "2"));
        DeviceLine replaced = new DeviceLine(2, fields(), Map.of("room", "3"), true);
        assertThat(at(1).merge(row, replaced).orElseThrow().getTags())
                .isEqualTo(Map.of("room", "3"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "device_id | a/b | device_id is 'a/b'; accepted: 1 to 128 of A-Z",
                "org | a/b | org is 'a/b'",
                "site | '' | site is ''",
                "latitude | 95 | latitude is '95'; accepted: degrees from -90 to 90",
                "latitude | NaN | latitude is 'NaN'",
                "longitude | east | longitude is 'east'; accepted: degrees from -180 to 180",
                "time_zone | Mars/Dune | time_zone is 'Mars/Dune'; accepted: an IANA name",
                "status | GONE | status is 'GONE'; accepted: [ACTIVE, DISABLED, RETIRED]"
            })
    void saysWhatIsWrongWithAField(String field, String value, String problem) {
        assertThatThrownBy(() -> at(0).merge(null, line("site", "hall", field, value)))
                .isInstanceOf(BadFieldException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void wantsANewDeviceToSayWhereItStands() {
        DeviceLine line = new DeviceLine(2, Map.of("device_id", "d1"), Map.of(), false);
        assertThatThrownBy(() -> at(0).merge(null, line))
                .isInstanceOf(BadFieldException.class)
                .hasMessageContaining("org is missing");
    }

    private static DeviceVersion version(Instant from, String site) {
        return new DeviceVersion(from, "acme", site, "thermostat", null);
    }

    private static DeviceMerge at(int seconds) {
        return new DeviceMerge(T0.plusSeconds(seconds), Optional.empty());
    }

    private static DeviceMerge from(int from, int seconds) {
        return new DeviceMerge(T0.plusSeconds(seconds), Optional.of(T0.plusSeconds(from)));
    }

    private static DeviceLine line(String... pairs) {
        return new DeviceLine(2, fields(pairs), Map.of(), false);
    }

    private static Map<String, String> fields(String... pairs) {
        Map<String, String> fields =
                new HashMap<>(
                        Map.of(
                                "device_id", "d1",
                                "org", "acme",
                                "device_type", "thermostat"));
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i], pairs[i + 1]);
        }
        return fields;
    }
}
