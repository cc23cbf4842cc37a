package io.fleetstream.jobs.shadow.command.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.schemas.CommandStateKind;
import io.fleetstream.schemas.ReasonCode;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandReaderTest {
    @Test
    void readsACommandWithEverything() throws BadCommandException {
        String json =
                """
                {"command_id":"c1","command":"reboot","deadline":"2026-03-01T13:00:00.000001+01:00",
                 "parameters":{"delay":1.50,"deep":{"a":[1e3,null]}},"other":1}\
                """;
        assertThat(CommandReader.request(bytes(json), "b1"))
                .isEqualTo(
                        new CommandRequest(
                                "c1",
                                "b1",
                                "reboot",
                                "{\"delay\":1.50,\"deep\":{\"a\":[1E+3,null]}}",
                                1772366400000001L));
    }

    @Test
    void readsACommandWithoutWhatMayBeMissing() throws BadCommandException {
        CommandRequest bare =
                new CommandRequest("c1", null, "reboot", null, CommandRequest.NO_DEADLINE);
        assertThat(
                        CommandReader.request(
                                bytes("{\"command_id\":\"c1\",\"command\":\"reboot\"}"), null))
                .isEqualTo(bare);
        assertThat(
                        CommandReader.request(
                                bytes(
                                        "{\"command_id\":\"c1\",\"command\":\"reboot\","
                                                + "\"parameters\":null,\"deadline\":null}"),
                                null))
                .isEqualTo(bare);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            nullValues = "-",
            value = {
                "''; NOT_JSON; -",
                "{; NOT_JSON; -",
                "{} x; NOT_JSON; -",
                "[]; WRONG_TYPE; ''",
                "\"c1\"; WRONG_TYPE; ''",
                "{}; MISSING_FIELD; /command_id",
                "{\"command_id\":null,\"command\":\"x\"}; MISSING_FIELD; /command_id",
                "{\"command_id\":1,\"command\":\"x\"}; WRONG_TYPE; /command_id",
                "{\"command_id\":\"\",\"command\":\"x\"}; WRONG_TYPE; /command_id",
                "{\"command_id\":\"a b\",\"command\":\"x\"}; WRONG_TYPE; /command_id",
                "{\"command_id\":\"c\"}; MISSING_FIELD; /command",
                "{\"command_id\":\"c\",\"command\":{}}; WRONG_TYPE; /command",
                "{\"command_id\":\"c\",\"command\":\"x\",\"parameters\":[1]}; WRONG_TYPE;"
                        + " /parameters",
                "{\"command_id\":\"c\",\"command\":\"x\",\"deadline\":\"PT1H\"}; WRONG_TYPE;"
                        + " /deadline",
                "{\"command_id\":\"c\",\"command\":\"x\",\"deadline\":17}; WRONG_TYPE; /deadline",
                "{\"command_id\":\"c\",\"command\":\"x\",\"deadline\":\"+999999999-01-01T00:00:00Z\"};"
                    + " WRONG_TYPE; /deadline"
            })
    void saysWhatIsWrongWithACommand(String json, String reason, String path) {
        assertThatThrownBy(() -> CommandReader.request(bytes(json), null))
                .asInstanceOf(InstanceOfAssertFactories.type(BadCommandException.class))
                .returns(path, BadCommandException::path)
                .extracting(e -> e.reason().name())
                .isEqualTo(reason);
    }

    @Test
    void readsAnswers() throws BadCommandException {
        assertThat(
                        CommandReader.answer(
                                bytes(
                                        "{\"command_id\":\"c\",\"state\":\"done\",\"message\":\"ok\\u0000\","
                                            + "\"result\":[1.0]}")))
                .isEqualTo(new CommandAnswer("c", CommandStateKind.DONE, "ok\uFFFD", "[1.0]"));
        assertThat(CommandReader.answer(bytes("{\"command_id\":\"c\",\"state\":\"acknowledged\"}")))
                .isEqualTo(new CommandAnswer("c", CommandStateKind.ACKNOWLEDGED, null, null));
        assertThat(
                        CommandReader.answer(
                                bytes("{\"command_id\":\"c\",\"state\":\"failed\",\"message\":7}")))
                .isEqualTo(new CommandAnswer("c", CommandStateKind.FAILED, "7", null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            nullValues = "-",
            value = {
                "{\"state\":\"done\"}; MISSING_FIELD; /command_id",
                "{\"command_id\":\"c\"}; MISSING_FIELD; /state",
                "{\"command_id\":\"c\",\"state\":\"DONE\"}; OUT_OF_ENUM; /state",
                "{\"command_id\":\"c\",\"state\":\"queued\"}; OUT_OF_ENUM; /state",
                "{\"command_id\":\"c\",\"state\":{}}; OUT_OF_ENUM; /state",
                "nonsense; NOT_JSON; -"
            })
    void saysWhatIsWrongWithAnAnswer(String json, String reason, String path) {
        assertThatThrownBy(() -> CommandReader.answer(bytes(json)))
                .asInstanceOf(InstanceOfAssertFactories.type(BadCommandException.class))
                .returns(path, BadCommandException::path)
                .extracting(e -> e.reason().name())
                .isEqualTo(reason);
    }

    @Test
    void refusesParametersThatDoNotFitIntoARecord() throws BadCommandException {
        String command = "{\"command_id\":\"c\",\"command\":\"x\",\"parameters\":{\"a\":\"%s\"}}";
        String longest = "x".repeat(CommandReader.LONGEST_JSON - "{'a':''}".length());

        assertThat(CommandReader.request(bytes(command.formatted(longest)), null).parameters())
                .hasSize(CommandReader.LONGEST_JSON);
        // as many characters, but one more byte
        assertThatThrownBy(
                        () ->
                                CommandReader.request(
                                        bytes(command.formatted(longest.substring(1) + "\u00e9")),
                                        null))
                .isInstanceOf(BadCommandException.class)
                .hasFieldOrPropertyWithValue("reason", ReasonCode.TOO_LARGE)
                .hasFieldOrPropertyWithValue("path", "/parameters");
    }

    @Test
    void keepsWhatBecameOfACommandThoughTheResultIsTooLong() throws BadCommandException {
        String answer = "{\"command_id\":\"c\",\"state\":\"done\",%s\"result\":\"%s\"}";
        String longest = "x".repeat(CommandReader.LONGEST_JSON - 2);
        String note = "(the result is left out, it is longer than 131072 bytes)";

        assertThat(CommandReader.answer(bytes(answer.formatted("", longest))).result())
                .hasSize(CommandReader.LONGEST_JSON);
        assertThat(CommandReader.answer(bytes(answer.formatted("", longest + "x"))))
                .isEqualTo(new CommandAnswer("c", CommandStateKind.DONE, note, null));
        assertThat(
                        CommandReader.answer(
                                bytes(answer.formatted("\"message\":\"ok\",", longest + "x"))))
                .isEqualTo(new CommandAnswer("c", CommandStateKind.DONE, note + ": ok", null));
    }

    @Test
    void takesAnyBytesForWhatTheyAre() {
        assertThatThrownBy(() -> CommandReader.answer(new byte[] {'{', '"', (byte) 0xC3, '(', '"'}))
                .isInstanceOf(BadCommandException.class);
        assertThatThrownBy(() -> CommandReader.request(null, null))
                .isInstanceOf(BadCommandException.class);
        assertThatThrownBy(() -> CommandReader.request(bytes("[".repeat(5_000)), null))
                .isInstanceOf(BadCommandException.class);
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
