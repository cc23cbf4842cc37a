package io.fleetstream.emulator.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstream.emulator.truth.TruthKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays the conversations of {@code shadow-conversations.txt}. A line that begins with {@code <} is
 * a message to the device, with {@code >} one it sends, with {@code !} something it tells the
 * truth, {@code =} what it is set to; {@code connect}, {@code disconnect} and {@code wait} are what
 * happens to it. What is sent and told between two inputs is to be exactly what is listed.
 */
class ShadowClientTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    record Conversation(String title, List<String> lines) {
        @Override
        public String toString() {
            return title;
        }
    }

    static Stream<Conversation> conversations() throws IOException {
        try (InputStream in =
                ShadowClientTest.class.getResourceAsStream("shadow-conversations.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<Conversation> all = new ArrayList<>();
            for (String line : text.lines().toList()) {
                if (line.startsWith("# ")) {
                    all.add(new Conversation(line.substring(2), new ArrayList<>()));
                } else if (!line.isBlank()) {
                    all.get(all.size() - 1).lines().add(line.strip());
                }
            }
            return all.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("conversations")
    void goesAsWritten(Conversation conversation) throws IOException {
        Player player = new Player();
        for (String line : conversation.lines()) {
            player.play(line);
        }
        player.nothingLeft("the end");
    }

    /** A device with {@code a = 1}, and everything it has sent and told. */
    private static final class Player implements ShadowPort {
        private final List<String> out = new ArrayList<>();
        private ShadowBehaviour behaviour = ShadowBehaviour.OBEDIENT;
        private ShadowClient client;
        private long nowMs = 1_000_000;

        void play(String line) throws IOException {
            String[] words = line.split(" ", 3);
            switch (words[0]) {
                case "behaviour" -> behaviour = behaviour(words[1]);
                case ">", "!" -> expect(line);
                case "=" ->
                        assertThat((JsonNode) client().actual())
                                .isEqualTo(JSON.readTree(line.substring(2)));
                case "settled" -> assertThat(client().isSettled()).isTrue();
                case "unsettled" -> assertThat(client().isSettled()).isFalse();
                case "version" ->
                        assertThat(client().version()).isEqualTo(Long.parseLong(words[1]));
                default -> {
                    nothingLeft(line);
                    input(words);
                }
            }
        }

        void nothingLeft(String before) {
            assertThat(out).as("said before: " + before).isEmpty();
        }

        private void input(String[] words) throws IOException {
            switch (words[0]) {
                case "connect" -> client().connected(nowMs);
                case "disconnect" -> client().disconnected();
                case "change" -> client().change((ObjectNode) JSON.readTree(words[1]), nowMs);
                case "wait" -> pass(Duration.parse(words[1]));
                case "<" -> client().received(answer(words[1]), JSON.readTree(words[2]), nowMs);
                default -> throw new IllegalArgumentException(words[0]);
            }
        }

        /** As the agent does: wakes the client when it asks to be, and not otherwise. */
        private void pass(Duration time) {
            long until = nowMs + time.toMillis();
            while (client().nextMs() <= until) {
                nowMs = Math.max(nowMs, client().nextMs());
                client().tick(nowMs);
            }
            nowMs = until;
        }

        private void expect(String line) throws IOException {
            assertThat(out).as("before: " + line).isNotEmpty();
            String first = out.remove(0);
            if (line.startsWith(">")) {
                String[] said = first.split(" ", 3);
                String[] wanted = line.split(" ", 3);
                assertThat(said[1]).isEqualTo(wanted[1]);
                assertThat(JSON.readTree(said[2])).isEqualTo(JSON.readTree(wanted[2]));
            } else {
                assertThat(first).isEqualTo(line);
            }
        }

        private ShadowClient client() {
            if (client == null) {
                ObjectNode initial = JSON.createObjectNode().put("a", 1);
                client = new ShadowClient(behaviour, initial, "t", this);
            }
            return client;
        }

        private static ShadowBehaviour behaviour(String text) {
            Duration delay = text.startsWith("PT") ? Duration.parse(text) : Duration.ZERO;
            return new ShadowBehaviour(
                    delay,
                    text.equals("ignores"),
                    text.equals("flaps"),
                    Duration.ofSeconds(5),
                    text.equals("fails") ? 1 : 0,
                    7);
        }

        private static ShadowAnswer answer(String suffix) {
            return Stream.of(ShadowAnswer.values())
                    .filter(answer -> answer.suffix().equals(suffix))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public void request(String operation, ObjectNode payload) {
            out.add("> " + operation + " " + payload);
        }

        @Override
        public void changed(ObjectNode patch) {
            // what it is set to is asked for instead
        }

        @Override
        public void happened(TruthKind kind, long version) {
            out.add("! " + kind.label() + " " + version);
        }
    }
}
