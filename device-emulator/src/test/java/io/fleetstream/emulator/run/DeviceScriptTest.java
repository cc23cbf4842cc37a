package io.fleetstream.emulator.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetstream.emulator.signal.DeviceIdentity;
import io.fleetstream.emulator.truth.TruthKind;
import io.fleetstream.emulator.truth.TruthRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeviceScriptTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<TruthRecord> notes = new ArrayList<>();

    @Test
    void saysTheSameEveryTime() {
        RunOptions options = TestRuns.fiveMinutes(20).faults(FaultRates.ALL).build();
        for (DeviceIdentity device : options.devices()) {
            assertThat(describe(play(options, device))).isEqualTo(describe(play(options, device)));
        }
    }

    @Test
    void withoutFaultsTheSequenceHasNoGaps() {
        RunOptions options = TestRuns.fiveMinutes(4).build();
        for (DeviceIdentity device : options.devices()) {
            List<PlannedMessage> messages = play(options, device);
            assertThat(messages).hasSize(300);
            for (int i = 0; i < messages.size(); i++) {
                assertThat(messages.get(i).sequence()).isEqualTo(i + 1);
                assertThat(messages.get(i).marker()).isEqualTo(i == 299);
            }
        }
        assertThat(notes).isEmpty();
    }

    @Test
    void aDroppedMessageUsesUpItsNumber() {
        RunOptions options = with(new FaultRates(0, 0, 0.1, 0, 0, 0, 0, 0, 0, 0));
        List<PlannedMessage> messages = play(options, options.devices().get(0));
        assertThat(notes).extracting(TruthRecord::kind).containsOnly(TruthKind.DROP);
        assertThat(messages).hasSize(300 - notes.size());
        assertThat(messages)
                .extracting(PlannedMessage::sequence)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(messages).extracting(PlannedMessage::sequence).contains(1L, 300L);
    }

    @Test
    void aLateMessageComesAfterTheNextFewAndBeforeTheMarker() {
        RunOptions options = with(new FaultRates(0, 0, 0, 0.2, 0, 0, 0, 0, 0, 0));
        List<PlannedMessage> messages = play(options, options.devices().get(0));
        assertThat(messages).hasSize(300);
        assertThat(messages.get(299).marker()).isTrue();
        long highest = 0;
        int late = 0;
        for (PlannedMessage message : messages) {
            if (message.kind() == TruthKind.REORDER) {
                late++;
                // the greatest number so far is at most a few ahead
                assertThat(highest - message.sequence()).isBetween(-1L, 6L);
            }
            highest = Math.max(highest, message.sequence());
        }
        assertThat(late).isBetween(30, 90);
    }

    @Test
    void theFirstAndTheLastOfABootAreGoodWhateverTheRates() {
        RunOptions options = with(new FaultRates(0, 0.9, 0, 0, 0, 0, 0, 1, 0, 0));
        for (DeviceIdentity device : options.devices()) {
            List<PlannedMessage> messages = play(options, device);
            Map<String, List<PlannedMessage>> boots = new HashMap<>();
            messages.forEach(
                    m -> boots.computeIfAbsent(m.boot(), unused -> new ArrayList<>()).add(m));
            assertThat(boots).hasSize(2);
            for (List<PlannedMessage> boot : boots.values()) {
                assertThat(boot.get(0).sequence()).isEqualTo(1);
                assertThat(boot.get(0).kind()).isEqualTo(TruthKind.GOOD);
                assertThat(boot.get(boot.size() - 1).kind()).isEqualTo(TruthKind.GOOD);
            }
        }
    }

    @Test
    void aClockCanBeJudgedByTheFirstMessages() {
        RunOptions options = with(new FaultRates(0, 0.5, 0, 0.5, 1, 0, 0, 0, 0, 0));
        for (DeviceIdentity device : options.devices()) {
            assertThat(play(options, device).subList(0, DeviceScript.LEAD_IN))
                    .extracting(PlannedMessage::kind)
                    .containsOnly(TruthKind.GOOD);
        }
    }

    @Test
    void silenceUsesUpNoNumbers() {
        RunOptions options = with(new FaultRates(0, 0, 0, 0, 0, 0, 1, 0, 0, 0));
        for (DeviceIdentity device : options.devices()) {
            notes.clear();
            List<PlannedMessage> messages = play(options, device);
            assertThat(notes).extracting(TruthRecord::kind).containsExactly(TruthKind.SILENCE);
            assertThat(messages).hasSizeBetween(220, 272);
            for (int i = 0; i < messages.size(); i++) {
                assertThat(messages.get(i).sequence()).isEqualTo(i + 1);
                assertThat(messages.get(i).clockMs())
                        .isNotIn(notes.get(0).timestampMs(), notes.get(0).untilMs() - 1);
            }
        }
    }

    @Test
    void aWrongClockIsSteadyAndShownInThePayload() throws IOException {
        RunOptions options = with(new FaultRates(0, 0, 0, 0, 1, 0, 0, 0, 0, 0));
        for (DeviceIdentity device : options.devices()) {
            notes.clear();
            List<PlannedMessage> messages = play(options, device);
            assertThat(notes).extracting(TruthRecord::kind).containsExactly(TruthKind.SKEW);
            long offset = notes.get(0).offsetMs();
            assertThat(Episodes.OFFSETS).contains((int) (offset / 1000));
            for (int i = 0; i < messages.size(); i++) {
                PlannedMessage message = messages.get(i);
                long trueMs = options.signals().timestamp(device, i + 1);
                assertThat(message.clockMs()).isEqualTo(trueMs + offset);
                JsonNode payload = JSON.readTree(message.payload().bytes());
                assertThat(payload.path("ts").asLong()).isEqualTo(trueMs + offset);
            }
        }
    }

    @Test
    void aClockMayGoWrongOnTheWay() {
        RunOptions options = with(new FaultRates(0, 0, 0, 0, 0, 1, 0, 0, 0, 0));
        List<PlannedMessage> messages = play(options, options.devices().get(0));
        assertThat(notes).extracting(TruthRecord::kind).containsExactly(TruthKind.SKEW);
        long first = notes.get(0).sequence();
        assertThat(first).isBetween(31L, 55L);
        for (PlannedMessage message : messages) {
            long trueMs = options.signals().timestamp(options.devices().get(0), message.sequence());
            assertThat(message.clockMs() - trueMs)
                    .isEqualTo(message.sequence() < first ? 0 : notes.get(0).offsetMs());
        }
    }

    @Test
    void aDeviceThatIsStoppedEndsWithAMarkerIfAnythingIsUncertain() {
        RunOptions options = with(new FaultRates(0, 0, 0.5, 0.5, 0, 0, 0, 0, 0, 0));
        DeviceScript script = script(options, options.devices().get(0));
        List<PlannedMessage> messages = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            messages.addAll(script.next());
        }
        long now = options.signals().timestamp(script.identity(), 100) + 5;
        messages.addAll(script.end(now));
        PlannedMessage last = messages.get(messages.size() - 1);
        assertThat(last.marker()).isTrue();
        assertThat(last.sequence()).isEqualTo(101);
        assertThat(last.clockMs()).isEqualTo(now);
        assertThat(script.hasNext()).isFalse();
        assertThat(messages).hasSize((int) (101 - drops()));
    }

    @Test
    void aDeviceWithoutFaultsIsStoppedWithoutFurtherWords() {
        RunOptions options = TestRuns.fiveMinutes(1).build();
        DeviceScript script = script(options, options.devices().get(0));
        for (int i = 0; i < 10; i++) {
            assertThat(script.next()).hasSize(1);
        }
        assertThat(script.end(options.timeline().startMs() + 10_500)).isEmpty();
        assertThat(script.hasNext()).isFalse();
    }

    private long drops() {
        return notes.stream().filter(note -> note.kind() == TruthKind.DROP).count();
    }

    private static RunOptions with(FaultRates rates) {
        return TestRuns.fiveMinutes(12).faults(rates).build();
    }

    private DeviceScript script(RunOptions options, DeviceIdentity device) {
        return ScriptContext.of(options, notes::add).script(device);
    }

    private List<PlannedMessage> play(RunOptions options, DeviceIdentity device) {
        DeviceScript script = script(options, device);
        List<PlannedMessage> messages = new ArrayList<>();
        while (script.hasNext()) {
            messages.addAll(script.next());
        }
        return messages;
    }

    private static List<String> describe(List<PlannedMessage> messages) {
        return messages.stream()
                .map(
                        m ->
                                m.published(0)
                                        + new String(
                                                m.payload().bytes(), StandardCharsets.ISO_8859_1))
                .toList();
    }
}
