package io.fleetstream.jobs.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.schemas.AlarmChangeKind;
import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.AlarmSeverity;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlarmFilterTest {
    private static final AlarmEvent ALARM = TestAlarms.alarm().build();
    private static final Set<AlarmChangeKind> ANY = EnumSet.allOf(AlarmChangeKind.class);

    @Test
    void takesEverythingByDefaultExceptWhatIsOnTrial() {
        assertThat(AlarmFilter.ALL.compile().takes(ALARM)).isTrue();
        assertThat(AlarmFilter.ALL.compile().takes(TestAlarms.alarm().setOnTrial(true).build()))
                .isFalse();
    }

    @Test
    void asksForTheRuleByItsNameOrAPartOfIt() {
        assertThat(takes(List.of("too-*"), AlarmSeverity.UNSPECIFIED, ANY, null)).isTrue();
        assertThat(takes(List.of("x", "too-hot"), AlarmSeverity.UNSPECIFIED, ANY, null)).isTrue();
        assertThat(takes(List.of("too"), AlarmSeverity.UNSPECIFIED, ANY, null)).isFalse();
        assertThat(takes(List.of("t.*"), AlarmSeverity.UNSPECIFIED, ANY, null)).isFalse();
    }

    @Test
    void asksForSeverityChangeAndDevice() {
        assertThat(takes(List.of(), AlarmSeverity.MAJOR, ANY, null)).isTrue();
        assertThat(takes(List.of(), AlarmSeverity.CRITICAL, ANY, null)).isFalse();
        assertThat(
                        takes(
                                List.of(),
                                AlarmSeverity.UNSPECIFIED,
                                EnumSet.of(AlarmChangeKind.CLEARED),
                                null))
                .isFalse();
        assertThat(takes(List.of(), AlarmSeverity.UNSPECIFIED, ANY, "site=plant-1,model=m1"))
                .isTrue();
        assertThat(takes(List.of(), AlarmSeverity.UNSPECIFIED, ANY, "site=plant-2")).isFalse();
    }

    @Test
    void judgesAnIncidentWhosePlaceNobodyKnows() {
        AlarmEvent incident =
                TestAlarms.alarm()
                        .setDeviceId("site=acme/plant-1")
                        .setOrg(null)
                        .setSite(null)
                        .setDeviceType(null)
                        .setModel(null)
                        .build();
        AlarmFilter filter = new AlarmFilter(List.of(), AlarmSeverity.MINOR, ANY, "site=plant-1");
        assertThat(filter.compile().takes(incident)).isFalse();
        assertThat(AlarmFilter.ALL.compile().takes(incident)).isTrue();
    }

    private static boolean takes(
            List<String> rules, AlarmSeverity least, Set<AlarmChangeKind> changes, String devices) {
        return new AlarmFilter(rules, least, changes, devices).compile().takes(ALARM);
    }
}
