package io.fleetstream.emulator.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.emulator.edge.Bounds;
import io.fleetstream.emulator.edge.EdgeRules;
import io.fleetstream.emulator.payload.Content;
import io.fleetstream.emulator.payload.MalformedKind;
import io.fleetstream.emulator.payload.Payload;
import io.fleetstream.emulator.signal.DeviceIdentity;
import io.fleetstream.emulator.signal.Fleet;
import io.fleetstream.emulator.signal.Profiles;
import io.fleetstream.emulator.signal.TelemetryEvent;
import io.fleetstream.emulator.truth.TruthKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EdgeStageTest {
    private static final DeviceIdentity DEVICE =
            Fleet.of(1, Profiles.named("thermostat"), "acme", List.of("s"), "").get(0);
    private static final EdgeRules FILTER =
            new EdgeRules(
                    Map.of("*", 0.0),
                    Optional.empty(),
                    Map.of("temperature", new Bounds(0, 30)),
                    1);

    @Test
    void withoutRulesEverySampleIsSent() {
        EdgeStage stage = new EdgeStage(EdgeRules.NONE);
        for (int second = 0; second < 10; second++) {
            List<Draft> drafts = stage.take(sample(second, 20), false);
            assertThat(drafts).hasSize(1);
            assertThat(drafts.get(0).priority()).isFalse();
        }
    }

    @Test
    void whatHasNotChangedIsNotSent() {
        EdgeStage stage = new EdgeStage(FILTER);
        assertThat(stage.take(sample(0, 20), false)).hasSize(1);
        assertThat(stage.take(sample(1, 20), false)).isEmpty();
        Draft changed = stage.take(sample(2, 21), false).get(0);
        assertThat(changed.content().values()).isEqualTo(1);
    }

    @Test
    void theUnusualIsSentWholeAndWithPriority() {
        EdgeStage stage = new EdgeStage(FILTER);
        stage.take(sample(0, 20), false);
        Draft alarm = stage.take(sample(1, 31), false).get(0);
        assertThat(alarm.priority()).isTrue();
        assertThat(alarm.content().values()).isEqualTo(4);
        assertThat(stage.take(sample(2, 31), false)).as("still unusual").hasSize(1);
    }

    @Test
    void whatWasSentAsUnusualCountsAsSent() {
        EdgeStage stage =
                new EdgeStage(
                        new EdgeRules(
                                Map.of("*", 5.0),
                                Optional.empty(),
                                Map.of("temperature", new Bounds(0, 30)),
                                1));
        stage.take(sample(0, 20), false);
        assertThat(stage.take(sample(1, 31), false)).hasSize(1);
        assertThat(stage.take(sample(2, 28), false)).isEmpty();
    }

    @Test
    void aggregatesReplaceSamplesButNotTheUnusualOnes() {
        EdgeStage stage =
                new EdgeStage(
                        new EdgeRules(
                                Map.of(),
                                Optional.of(Duration.ofMinutes(1)),
                                Map.of("temperature", new Bounds(0, 30)),
                                1));
        List<Draft> drafts = new ArrayList<>();
        for (int second = 0; second < 150; second++) {
            drafts.addAll(stage.take(sample(second, second == 70 ? 40 : 20), false));
        }
        assertThat(drafts).hasSize(3);
        assertThat(drafts.get(0).content()).isInstanceOf(Content.Summary.class);
        assertThat(drafts.get(1).content()).isInstanceOf(Content.Samples.class);
        assertThat(drafts.get(1).priority()).isTrue();
        Content.Summary second = (Content.Summary) drafts.get(2).content();
        assertThat(second.metrics().get(0).max()).as("counted as well").isEqualTo(40);

        List<Draft> last = stage.take(sample(150, 20), true);
        assertThat(last).hasSize(2);
        assertThat(((Content.Summary) last.get(0).content()).windowSeconds()).isEqualTo(30);
        assertThat(last.get(1).marker()).isTrue();
        assertThat(last.get(1).content()).isInstanceOf(Content.Samples.class);
    }

    @Test
    void aMarkerIsSentThoughNothingChanged() {
        EdgeStage stage =
                new EdgeStage(new EdgeRules(Map.of("*", 1.0), Optional.empty(), Map.of(), 8));
        for (int second = 0; second < 50; second++) {
            stage.take(sample(second, 20), false);
        }
        List<Draft> last = stage.take(sample(50, 20), true);
        assertThat(last).hasSize(1);
        assertThat(last.get(0).marker()).isTrue();
        assertThat(last.get(0).content().values()).isEqualTo(4);
    }

    @Test
    void buffersGiveBackEveryPartOfAMessage() {
        byte[] bytes = {1, 2, 3};
        PlannedMessage good =
                new PlannedMessage(
                        "d",
                        "a/b/c/d/reading",
                        4,
                        "b1",
                        TruthKind.REORDER,
                        null,
                        5,
                        6,
                        7,
                        true,
                        true,
                        new Payload(bytes, "application/cbor", "gzip"));
        PlannedMessage bad =
                new PlannedMessage(
                        "d",
                        "t",
                        4,
                        "b1",
                        TruthKind.MALFORMED,
                        MalformedKind.YEAR_2100,
                        5,
                        6,
                        0,
                        false,
                        false,
                        new Payload(bytes, null, null));
        for (PlannedMessage message : List.of(good, bad)) {
            PlannedMessage back = SpoolCodec.decode(SpoolCodec.encode(message));
            assertThat(back).usingRecursiveComparison().isEqualTo(message);
        }
    }

    private static TelemetryEvent sample(int second, double temperature) {
        return new TelemetryEvent(
                DEVICE,
                second + 1,
                1_780_000_200_000L + second * 1000L,
                List.of(temperature, 40.0, 21.0, 50.0));
    }
}
