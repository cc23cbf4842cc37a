package io.fleetstream.emulator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fleetstream.emulator.truth.GroundTruth;
import io.fleetstream.emulator.truth.TruthRecord;
import io.fleetstream.emulator.update.FirmwareEffects;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Scripts of devices that are told to do something. */
class ToldScriptTest {
    private final List<TruthRecord> notes = new ArrayList<>();
    private final FaultRates late = new FaultRates(0, 0, 0, 0.2, 0, 0, 0, 0, 0, 0);

    @Test
    void aRebootBeginsANewBootWithTheNextMessage() {
        DeviceScript script = script(late);
        String first = script.software().bootId();
        List<PlannedMessage> messages = new ArrayList<>();
        List<PlannedMessage> of = script.next();
        int before = 1;
        while (!of.isEmpty()) {
            messages.addAll(of);
            of = script.next();
            before++;
        }
        // a message is being held back now, to come late
        script.reboot();
        String second = script.software().bootId();
        assertThat(second).isNotEqualTo(first);
        messages.addAll(take(script, 300 - before));
        assertThat(messages).hasSize(300);
        assertThat(numbers(messages, first)).hasSize(before).contains((long) before);
        assertThat(numbers(messages, second).get(0)).isEqualTo(1);
        // what was held back comes before the new boot
        assertThat(messages.subList(before, 300)).allMatch(m -> m.boot().equals(second));
    }

    @Test
    void aRebootWithoutAFurtherMessageStillEndsWithANumberOfItsBoot() {
        DeviceScript script = script(new FaultRates(0, 0, 0.5, 0, 0, 0, 0, 0, 0, 0));
        GroundTruth truth = new GroundTruth();
        List<PlannedMessage> messages = take(script, 50);
        script.reboot();
        messages.addAll(script.end(Long.MAX_VALUE));
        messages.forEach(message -> truth.accept(message.published(TruthRecord.NONE)));
        PlannedMessage last = messages.get(messages.size() - 1);
        if (last.boot().equals(script.software().bootId())) {
            assertThat(last.sequence()).isEqualTo(1);
        }
        assertThat(truth.devices().iterator().next().published()).isEqualTo(messages.size());
    }

    @Test
    void aLongerIntervalLeavesSlotsOutAndUsesUpNoNumber() {
        DeviceScript script = script(FaultRates.NONE);
        List<PlannedMessage> messages = take(script, 100);
        script.stride(10);
        messages.addAll(take(script, 200));
        assertThat(messages).hasSize(120);
        Set<Long> numbers = new HashSet<>();
        messages.forEach(message -> numbers.add(message.sequence()));
        assertThat(numbers).hasSize(120).contains(1L, 120L);
        assertThat(messages.get(119).marker()).isTrue();
    }

    @Test
    void whatAnImageDoesBeginsWithItsFirstMessage() throws Exception {
        RunOptions options =
                TestRuns.fiveMinutes(1)
                        .faults(FaultRates.NONE)
                        .profile("cold-chain-tracker")
                        .build();
        DeviceScript good = ScriptContext.of(options, notes::add).script(options.devices().get(0));
        DeviceScript bad = ScriptContext.of(options, notes::add).script(options.devices().get(0));
        FirmwareEffects drain =
                new FirmwareEffects(Map.of(), Map.of("battery", -3600.0), 1, 0, false, true);
        double before = battery(take(good, 100).get(99));
        assertThat(battery(take(bad, 100).get(99))).isEqualTo(before);
        bad.install("2.0", drain);
        List<PlannedMessage> well = take(good, 11);
        List<PlannedMessage> badly = take(bad, 11);
        assertThat(battery(badly.get(0))).isEqualTo(battery(well.get(0)));
        double seconds = (badly.get(10).clockMs() - badly.get(0).clockMs()) / 1e3;
        assertThat(battery(badly.get(10)))
                .isCloseTo(Math.max(0, battery(well.get(10)) - seconds), within(0.1));
    }

    private static double battery(PlannedMessage message) throws IOException {
        return new JsonMapper()
                .readTree(message.payload().bytes())
                .at("/metrics/battery")
                .asDouble();
    }

    private DeviceScript script(FaultRates faults) {
        RunOptions options = TestRuns.fiveMinutes(1).faults(faults).build();
        System.out.println("seed " + options.seed());
        return ScriptContext.of(options, notes::add).script(options.devices().get(0));
    }

    private static List<PlannedMessage> take(DeviceScript script, int slots) {
        List<PlannedMessage> messages = new ArrayList<>();
        for (int i = 0; i < slots; i++) {
            messages.addAll(script.next());
        }
        return messages;
    }

    private static List<Long> numbers(List<PlannedMessage> messages, String boot) {
        return messages.stream()
                .filter(message -> message.boot().equals(boot))
                .map(PlannedMessage::sequence)
                .toList();
    }
}
