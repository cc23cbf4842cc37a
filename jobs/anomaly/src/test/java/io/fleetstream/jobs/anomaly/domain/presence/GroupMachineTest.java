package io.fleetstream.jobs.anomaly.domain.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.anomaly.domain.bytes.ByteReader;
import io.fleetstream.jobs.anomaly.domain.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupMachineTest {
    private static final GroupMachine GROUP = new GroupMachine(new GroupSpec(30, 10, 60), 0);
    private static final GroupMachine LATE = new GroupMachine(new GroupSpec(30, 10, 60), 12);

    private final GroupState state = new GroupState(new MapMembers());
    private final List<GroupStep> steps = new ArrayList<>();

    @Test
    void a16CountsChildrenInAParentThatIsOffline() {
        // half of them are noticed before their gateway
        for (int child = 0; child < 5; child++) {
            GROUP.offline(state, "child-" + child, 180 + child, steps::add);
        }
        GROUP.parentOffline(state, 190, steps::add);
        for (int child = 5; child < 50; child++) {
            GROUP.offline(state, "child-" + child, 190 + child, steps::add);
        }
        GROUP.advance(state, 10_000, steps::add);
        assertThat(told()).containsExactly("INCIDENT 5@190", "COUNT 50@250");
        for (int child = 0; child < 50; child++) {
            GROUP.online(state, "child-" + child, 10_001, steps::add);
        }
        GROUP.parentOnline(state, 10_002, steps::add);
        GROUP.advance(state, 20_000, steps::add);
        assertThat(told())
                .containsExactly(
                        "INCIDENT 5@190", "COUNT 50@250", "COUNT 49@10001", "OVER 0@10002");
        assertThat(state.isBlank()).isTrue();
    }

    @Test
    void tellsOfOneThatGoesAloneWhenTheGraceIsOver() {
        GROUP.offline(state, "a", 100, steps::add);
        assertThat(GROUP.due(state)).isEqualTo(130);
        GROUP.advance(state, 129, steps::add);
        assertThat(told()).isEmpty();
        GROUP.advance(state, 130, steps::add);
        GROUP.online(state, "a", 500, steps::add);
        assertThat(told()).containsExactly("OFFLINE a@100", "ONLINE a@500");
        assertThat(state.isBlank()).isTrue();
    }

    @Test
    void losesNeitherEndOfAShortAbsence() {
        GROUP.offline(state, "a", 100, steps::add);
        GROUP.online(state, "a", 101, steps::add);
        assertThat(told()).containsExactly("OFFLINE a@100", "ONLINE a@101");
    }

    @Test
    void makesOneIncidentOfManyWithinTheGrace() {
        for (int device = 0; device < 1000; device++) {
            GROUP.offline(state, "d" + device, 100 + device % 20, steps::add);
        }
        assertThat(told()).containsExactly("INCIDENT 10@109");
        GROUP.advance(state, 1000, steps::add);
        assertThat(told()).containsExactly("INCIDENT 10@109", "COUNT 1000@169");
    }

    @Test
    void givesThoseStillOfflineTimeToFollow() {
        GROUP.parentOffline(state, 100, steps::add);
        GROUP.offline(state, "a", 110, steps::add);
        GROUP.offline(state, "b", 111, steps::add);
        GROUP.parentOnline(state, 150, steps::add);
        GROUP.online(state, "a", 160, steps::add);
        GROUP.advance(state, 1000, steps::add);
        assertThat(told()).containsExactly("INCIDENT 1@110", "OVER 2@150", "OFFLINE b@111");
    }

    @Test
    void makesNoIncidentOfAParentAlone() {
        GROUP.parentOffline(state, 100, steps::add);
        GROUP.parentOnline(state, 200, steps::add);
        assertThat(told()).isEmpty();
        assertThat(state.isBlank()).isTrue();
    }

    @Test
    void doesNotTellTwiceOfOne() {
        GROUP.offline(state, "a", 100, steps::add);
        GROUP.offline(state, "a", 101, steps::add);
        GROUP.advance(state, 200, steps::add);
        GROUP.offline(state, "a", 201, steps::add);
        GROUP.advance(state, 300, steps::add);
        assertThat(told()).containsExactly("OFFLINE a@100");
    }

    @Test
    void countsWhoWentBehindItsParentWheneverThatIsKnown() {
        LATE.parentOffline(state, 100, steps::add);
        LATE.parentOnline(state, 150, steps::add);
        LATE.offline(state, "a", 149, steps::add);
        LATE.offline(state, "b", 150, steps::add);
        LATE.advance(state, 179, steps::add);
        assertThat(told()).isEmpty();
        LATE.online(state, "a", 179, steps::add);
        assertThat(told()).isEmpty();
        LATE.online(state, "b", 179, steps::add);
        assertThat(told()).containsExactly("OFFLINE b@150", "ONLINE b@179");
        assertThat(state.isBlank()).isTrue();
    }

    @Test
    void forgetsWhenItsParentWasOffline() {
        LATE.parentOffline(state, 100, steps::add);
        LATE.parentOnline(state, 150, steps::add);
        assertThat(state.isBlank()).isFalse();
        assertThat(LATE.due(state)).isEqualTo(162);
        LATE.advance(state, 162, steps::add);
        assertThat(state.isBlank()).isTrue();
        LATE.offline(state, "a", 149, steps::add);
        LATE.advance(state, 179, steps::add);
        assertThat(told()).containsExactly("OFFLINE a@149");
    }

    @Test
    void readsGroupsFromBeforeTheirParentsPastWasKept() {
        ByteWriter before = new ByteWriter().put(1);
        before.putUnsigned(0).putUnsigned(1).putUnsigned(0).putUnsigned(0);
        before.putSigned(GroupState.NONE).putSigned(GroupState.NONE).put(0).putUnsigned(0);
        before.putSigned(GroupState.NONE).putSigned(7).putSigned(GroupState.NONE);
        GroupState old = GroupState.read(new ByteReader(before.toBytes()), new MapMembers());
        assertThat(old.changedAt).isEqualTo(7);
        assertThat(old.parentBack).isEqualTo(GroupState.NONE);
        ByteWriter now = new ByteWriter();
        old.parentGone = 8;
        old.parentBack = 9;
        old.write(now);
        assertThat(GroupState.read(new ByteReader(now.toBytes()), new MapMembers()))
                .usingRecursiveComparison()
                .isEqualTo(old);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void endsEverythingThatBegan(long seed) {
        Random random = new Random(seed);
        long now = 0;
        for (int event = 0; event < 5000; event++) {
            now += random.nextInt(10);
            String device = "d" + random.nextInt(30);
            switch (random.nextInt(50)) {
                case 0 -> GROUP.parentOffline(state, now, steps::add);
                case 1 -> GROUP.parentOnline(state, now, steps::add);
                default -> {
                    if (random.nextBoolean()) {
                        GROUP.offline(state, device, now, steps::add);
                    } else {
                        GROUP.online(state, device, now, steps::add);
                    }
                }
            }
        }
        GROUP.parentOnline(state, now, steps::add);
        for (int device = 0; device < 30; device++) {
            GROUP.online(state, "d" + device, now + 1, steps::add);
        }
        assertThat(state.isBlank()).isTrue();
        Map<String, GroupStep.Kind> last = new HashMap<>();
        for (GroupStep step : steps) {
            GroupStep.Kind before = last.put(step.device(), step.kind());
            boolean starts =
                    step.kind() == GroupStep.Kind.OFFLINE || step.kind() == GroupStep.Kind.INCIDENT;
            boolean was =
                    before == null
                            || before == GroupStep.Kind.ONLINE
                            || before == GroupStep.Kind.OVER;
            assertThat(starts).as("%s after %s", step, before).isEqualTo(was);
        }
        last.values()
                .forEach(kind -> assertThat(kind).isIn(GroupStep.Kind.ONLINE, GroupStep.Kind.OVER));
    }

    private List<String> told() {
        return steps.stream()
                .map(
                        step ->
                                step.kind()
                                        + " "
                                        + (step.device().isEmpty() ? step.count() : step.device())
                                        + "@"
                                        + step.time())
                .toList();
    }
}
