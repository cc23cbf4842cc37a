package io.fleetstream.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of reasons in the README of schemas says what the jobs do. */
class ReasonUseTest {
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([A-Z_0-9]+)` \\| [a-z ]+ \\| ([a-z ]+) \\|");

    static List<Arguments> reasons() {
        return ROW.matcher(ProjectFiles.text("schemas/README.md"))
                .results()
                .map(row -> Arguments.of(row.group(1), row.group(2)))
                .toList();
    }

    @Test
    void findsTheTable() {
        assertThat(reasons()).hasSizeGreaterThan(20);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reasons")
    void jobsGiveTheReasonsThatAreNotReserved(String code, String outcome) throws IOException {
        boolean given =
                CompiledText.contains("jobs", code) || CompiledText.contains("connectors", code);

        switch (outcome) {
            // other enumerations have symbols of the same name
            case "reserved" ->
                    assertThat(CompiledText.contains("jobs", code, "ReasonCode"))
                            .as("%s is given by now: say so in Reasons", code)
                            .isFalse();
            case "dead letter" ->
                    assertThat(given).as("no job gives %s: mark it reserved", code).isTrue();
            default -> assertThat(outcome).isIn("flagged", "counted", "dead letter or flagged");
        }
    }
}
