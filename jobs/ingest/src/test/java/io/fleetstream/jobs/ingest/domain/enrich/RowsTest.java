package io.fleetstream.jobs.ingest.domain.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.ingest.domain.Micros;
import io.fleetstream.jobs.ingest.state.RegistryRow;
import io.fleetstream.schemas.Device;
import io.fleetstream.schemas.DeviceManifest;
import io.fleetstream.schemas.DeviceStatus;
import io.fleetstream.schemas.DeviceVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowsTest {
    /** Sites by beginning: a for ever, b from second 10, c from second 20, now d from second 30. */
    private static final List<DeviceVersion> PAST =
            List.of(version("b", 10L), version("c", 20L), version("a", null));

    @ParameterizedTest(name = "at {0} in {1}")
    @CsvSource({"-5, a", "9, a", "10, b", "19, b", "20, c", "29, c", "30, d", "99, d"})
    void knowsWhereTheDeviceStoodWhenItMeasured(long second, String site) {
        RegistryRow row = Rows.of(device(30L, PAST)).asOf(second * 1_000_000);

        assertThat(row.site()).isEqualTo(site);
        assertThat(row.org()).isEqualTo("org-" + site);
        assertThat(row.deviceType()).isEqualTo("type-" + site);
        assertThat(row.model()).isEqualTo("model-" + site);
    }

    /** Nanoseconds would not hold years before 1677 and after 2262. */
    @ParameterizedTest
    @CsvSource({"1600-01-01T00:00:00Z, d", "2999-01-01T00:00:00Z, c", "-200000-01-01T00:00:00Z, d"})
    void takesARowOfAnyYear(Instant validFrom, String site) {
        Device device = device(30L, List.of(version("c", null)));
        device.setValidFrom(validFrom);

        assertThat(Rows.of(device).asOf(0).site()).isEqualTo(site);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1, 999_999, Long.MAX_VALUE})
    void microsecondsComeBackAsTheyWere(long micros) {
        assertThat(Micros.of(Micros.instant(micros))).isEqualTo(micros);
    }

    @Test
    void decidesByTheMicrosecond() {
        RegistryRow row = Rows.of(device(30L, PAST));

        assertThat(row.asOf(29_999_999).site()).isEqualTo("c");
        assertThat(row.asOf(30_000_000)).isSameAs(row);
    }

    @Test
    void isTrueForEverBackWithoutAPast() {
        RegistryRow row = Rows.of(device(null, List.of()));

        assertThat(row.validFrom()).isNull();
        assertThat(row.asOf(Long.MIN_VALUE)).isSameAs(row);
        RegistryRow begun = Rows.of(device(30L, List.of()));
        assertThat(begun.asOf(0)).as("nothing better is known").isSameAs(begun);
    }

    @Test
    void beginsWhenItWasWrittenIfThereIsAPast() {
        RegistryRow row = Rows.of(device(null, PAST));

        assertThat(row.asOf(39_000_000).site()).isEqualTo("c");
        assertThat(row.asOf(40_000_000).site()).isEqualTo("d");
    }

    @Test
    void takesTheFirstVersionForWhatIsOlder() {
        RegistryRow row = Rows.of(device(30L, List.of(version("b", 10L))));

        assertThat(row.asOf(0).site()).isEqualTo("b");
    }

    @Test
    void keepsTheLastSixteenVersions() {
        List<DeviceVersion> many = new ArrayList<>();
        for (long i = 0; i < 20; i++) {
            many.add(version("v" + i, i));
        }
        RegistryRow row = Rows.of(device(30L, many));

        assertThat(row.previous()).hasSize(16);
        assertThat(row.asOf(0).site()).isEqualTo("v4");
    }

    @ParameterizedTest
    @EnumSource(DeviceStatus.class)
    void keepsTheRowWhateverTheStatus(DeviceStatus status) {
        Device device = device(null, List.of());
        device.setStatus(status);

        assertThat(Rows.of(device).site()).isEqualTo("d");
    }

    @Test
    void keepsWhatAManifestSays() {
        DeviceManifest manifest =
                DeviceManifest.newBuilder()
                        .setName("n")
                        .setDeviceIds(List.of("a", "b*"))
                        .setSite("s")
                        .setUpdatedAt(Instant.EPOCH)
                        .build();

        assertThat(Rows.of(manifest).name()).isEqualTo("n");
        assertThat(Rows.of(manifest).deviceIds()).containsExactly("a", "b*");
        assertThat(Rows.of(manifest).site()).isEqualTo("s");
        assertThat(Rows.of(manifest).org()).isNull();
    }

    private static Device device(Long validFrom, List<DeviceVersion> previous) {
        return Device.newBuilder()
                .setDeviceId("d1")
                .setOrg("org-d")
                .setSite("d")
                .setDeviceType("type-d")
                .setModel("model-d")
                .setValidFrom(instant(validFrom))
                .setPrevious(previous)
                .setUpdatedAt(Instant.ofEpochSecond(40))
                .build();
    }

    private static DeviceVersion version(String site, Long validFrom) {
        return new DeviceVersion(
                instant(validFrom), "org-" + site, site, "type-" + site, "model-" + site);
    }

    private static Instant instant(Long second) {
        return second == null ? null : Instant.ofEpochSecond(second);
    }
}
