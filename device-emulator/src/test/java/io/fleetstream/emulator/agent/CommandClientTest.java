package io.fleetstream.emulator.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstream.emulator.truth.TruthKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandClientTest {
    private static final long NOW = 1_700_000_000_000L;

    private final Port port = new Port();

    @Test
    void acknowledgesExecutesAndResponds() {
        CommandClient client = client(CommandBehaviour.OBEDIENT);
        client.received(command("c1"), NOW);
        assertThat(port.responses).containsExactly("c1 acknowledged", "c1 done");
        assertThat(port.effects).containsExactly("blink 3");
        assertThat(port.told).containsExactly("command-done c1");
    }

    @Test
    void aRepetitionIsAnsweredAgainAndHasNoEffect() {
        CommandClient client = client(CommandBehaviour.OBEDIENT);
        client.received(command("c1"), NOW);
        port.arriveAll();
        client.disconnected();
        client.connected();
        client.received(command("c1"), NOW + 1);
        assertThat(port.effects).hasSize(1);
        assertThat(port.responses).containsExactly("c1 acknowledged", "c1 done", "c1 done");
        assertThat(port.told).containsExactly("command-done c1", "command-repeated c1");
    }

    @Test
    void aRepetitionBeforeTheEndIsAcknowledgedAgain() {
        CommandClient client = client(slow(Duration.ofSeconds(5)));
        client.received(command("c1"), NOW);
        client.received(command("c1"), NOW + 1_000);
        assertThat(client.nextMs()).isEqualTo(NOW + 5_000);
        client.tick(NOW + 4_999);
        assertThat(port.responses).containsExactly("c1 acknowledged", "c1 acknowledged");
        client.tick(NOW + 5_000);
        assertThat(port.responses).endsWith("c1 done").hasSize(3);
        assertThat(port.effects).hasSize(1);
        assertThat(client.nextMs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void responsesTheBrokerHasNotTakenAreSentAgainOnTheNextConnection() {
        CommandClient client = client(CommandBehaviour.OBEDIENT);
        port.reachable = false;
        client.received(command("c1"), NOW);
        client.disconnected();
        port.reachable = true;
        port.responses.clear();
        client.connected();
        assertThat(port.responses).containsExactly("c1 acknowledged", "c1 done");
        port.arriveAll();
        client.disconnected();
        client.connected();
        assertThat(port.responses).hasSize(2);
    }

    @Test
    void anEffectThatCutsTheConnectionIsToldOnTheNext() {
        CommandClient client = client(CommandBehaviour.OBEDIENT);
        port.duringEffect = client::disconnected;
        client.received(command("c1"), NOW);
        assertThat(port.responses).containsExactly("c1 acknowledged");
        port.arriveAll();
        client.connected();
        assertThat(port.responses).containsExactly("c1 acknowledged", "c1 done");
    }

    @Test
    void aCommandThatCameTooLateFails() {
        CommandClient client = client(CommandBehaviour.OBEDIENT);
        client.received(command("c1", "2023-11-14T22:13:19Z"), NOW); // one second before NOW
        client.received(command("c2", "2023-11-14T23:13:21+01:00"), NOW); // one second after
        assertThat(port.responses).containsExactly("c1 failed", "c2 acknowledged", "c2 done");
        assertThat(port.effects).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "7",
                "{}",
                "{\"command_id\":\"\"}",
                "{\"command_id\":\"c1\",\"deadline\":\"tomorrow\"}"
            })
    void whatIsNoCommandIsToldAndDropped(String payload) {
        CommandClient client = client(CommandBehaviour.OBEDIENT);
        client.received(payload.getBytes(StandardCharsets.UTF_8), NOW);
        assertThat(port.responses).isEmpty();
        assertThat(port.told).containsExactly("command-unreadable ");
    }

    @Test
    void remembersSoManyIdsAndNoMore() {
        CommandClient client = client(CommandBehaviour.OBEDIENT);
        for (int i = 0; i <= CommandClient.REMEMBERED; i++) {
            client.received(command("c" + i), NOW);
        }
        client.received(command("c1"), NOW);
        assertThat(port.effects).hasSize(CommandClient.REMEMBERED + 1);
        client.received(command("c0"), NOW);
        assertThat(port.effects).hasSize(CommandClient.REMEMBERED + 2);
    }

    @Test
    void faultsFollowFromTheId() {
        CommandBehaviour faulty = new CommandBehaviour(Duration.ZERO, 0.3, 0.2, 0.1, 11);
        CommandClient client = client(faulty);
        int commands = 1_000;
        for (int i = 0; i < commands; i++) {
            client.received(command("c" + i), NOW);
        }
        assertThat(count("command-failed")).isBetween(250L, 350L);
        assertThat(count("command-ignored")).isBetween(150L, 250L);
        assertThat(count("command-done"))
                .isEqualTo(commands - count("command-failed") - count("command-ignored"))
                .isEqualTo(port.effects.size());
        long answered = commands - count("command-ignored");
        assertThat(port.responses.size() - 2 * answered).isBetween(50L, 120L);

        List<String> told = List.copyOf(port.told);
        port.told.clear();
        CommandClient again = client(faulty);
        for (int i = 0; i < commands; i++) {
            again.received(command("c" + i), NOW);
        }
        assertThat(port.told).isEqualTo(told);
    }

    private long count(String kind) {
        return port.told.stream().filter(line -> line.startsWith(kind)).count();
    }

    private CommandClient client(CommandBehaviour behaviour) {
        CommandClient client = new CommandClient(behaviour, port);
        client.connected();
        return client;
    }

    private static CommandBehaviour slow(Duration delay) {
        return new CommandBehaviour(delay, 0, 0, 0, 0);
    }

    private static byte[] command(String id) {
        return ("{\"command_id\":\"" + id + "\",\"command\":\"blink\",\"parameters\":{\"n\":3}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] command(String id, String deadline) {
        return ("{\"command_id\":\""
                        + id
                        + "\",\"command\":\"blink\",\"parameters\":{\"n\":3},\"deadline\":\""
                        + deadline
                        + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A device that writes down what it does. */
    private static final class Port implements CommandPort {
        private final List<String> responses = new ArrayList<>();
        private final List<String> effects = new ArrayList<>();
        private final List<String> told = new ArrayList<>();
        private final List<Consumer<Boolean>> underWay = new ArrayList<>();
        private boolean reachable = true;
        private Runnable duringEffect = () -> {};

        @Override
        public CommandOutcome execute(String command, JsonNode parameters) {
            effects.add(command + " " + parameters.path("n").asInt());
            duringEffect.run();
            return CommandOutcome.done(Settings.none());
        }

        @Override
        public void respond(ObjectNode response, Consumer<Boolean> arrived) {
            responses.add(
                    response.get("command_id").asText() + " " + response.get("state").asText());
            if (reachable) {
                underWay.add(arrived);
            }
        }

        @Override
        public void happened(TruthKind kind, String commandId) {
            told.add(kind.label() + " " + commandId);
        }

        void arriveAll() {
            List.copyOf(underWay).forEach(arrived -> arrived.accept(true));
            underWay.clear();
        }
    }
}
