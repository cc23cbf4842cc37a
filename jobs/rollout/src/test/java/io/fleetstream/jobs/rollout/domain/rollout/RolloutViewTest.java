package io.fleetstream.jobs.rollout.domain.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RolloutViewTest {
    private static final int BUCKETS = 16;
    private static final String TEXT =
            """
            rollout: fw
            devices: device=*
            document: {version: 2}
            budget: 5
            buckets: 16
            stages: [{percent: 50}, {percent: 100}]
            """;

    private final RolloutDefinition definition = definition();
    private RolloutView view = RolloutView.of(new ControlRecord.Define("fw", 0, TEXT, "ann"));

    @Test
    void concernsAllDevicesButWhereBucketsAreReleased() {
        view = view.after(command(ControlCommand.START), definition);
        RolloutView counted = decided(ControlDecision.count(1));
        RolloutView opened = decided(stage(ControlDecision.Kind.OPEN));
        assertThat(concerned(opened, counted)).hasSize(BUCKETS);
        RolloutView once = decided(release(3));
        assertThat(concerned(once, opened)).containsExactly(0, 1, 2);
        RolloutView twice = decided(release(5));
        assertThat(concerned(twice, once)).containsExactly(3, 4);

        RolloutView paused = twice.after(command(ControlCommand.PAUSE), definition);
        assertThat(concerned(paused, twice)).hasSize(BUCKETS);
    }

    @Test
    void nothingIsReleasedBeforeAStageIsOpen() {
        view = view.after(command(ControlCommand.START), definition);
        decided(ControlDecision.count(1));
        ControlDecision early =
                new ControlDecision(ControlDecision.Kind.RELEASE, -1, 1, 3, 2, 0, 0, "", "");
        long version = view.version();

        assertThat(view.after(new ControlRecord.Decided("fw", 0, version, early), definition))
                .isEqualTo(view);
    }

    private static int[] concerned(RolloutView after, RolloutView before) {
        return IntStream.range(0, BUCKETS)
                .filter(
                        bucket ->
                                after.concernsAll(before)
                                        || after.releasesSince(before.frontiers(), bucket))
                .toArray();
    }

    private RolloutView decided(ControlDecision decision) {
        long version = view.version();
        view = view.after(new ControlRecord.Decided("fw", version, version, decision), definition);
        assertThat(view.version()).isEqualTo(version + 1);
        return view;
    }

    private static ControlDecision stage(ControlDecision.Kind kind) {
        return ControlDecision.of(kind, 0, "", "");
    }

    private static ControlDecision release(int until) {
        return new ControlDecision(ControlDecision.Kind.RELEASE, 0, 1, until, 2, 0, 0, "", "");
    }

    private static ControlRecord.Command command(ControlCommand command) {
        return new ControlRecord.Command("fw", 0, command, null, "ann");
    }

    private static RolloutDefinition definition() {
        try {
            return DefinitionReader.read(TEXT);
        } catch (DefinitionException e) {
            throw new AssertionError(e);
        }
    }
}
