package io.fleetstream.emulator.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.emulator.payload.MalformedKind;
import io.fleetstream.emulator.payload.PayloadForm;
import io.fleetstream.emulator.run.FaultRates;
import io.fleetstream.emulator.truth.TruthKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ReadmeTest {
    private static final List<String> FAULTS =
            List.of(
                    "duplicate",
                    "malformed",
                    "drop",
                    "reorder",
                    "skew",
                    "clock-step",
                    "silence",
                    "reboot",
                    "reconnect-storm",
                    "gateway-offline");

    @Test
    void namesEveryOption() throws IOException {
        String readme = readme();
        for (CommandLine command : EmulatorCommand.commandLine().getSubcommands().values()) {
            for (CommandLine.Model.OptionSpec option : command.getCommandSpec().options()) {
                if (!option.usageHelp() && !option.versionHelp()) {
                    assertThat(readme).contains(option.longestName());
                }
            }
        }
    }

    @Test
    void namesEveryFaultTheCommandKnows() throws IOException {
        String readme = readme();
        for (String fault : FAULTS) {
            assertThat(FaultRates.parse(fault + "=0.5")).isNotEqualTo(FaultRates.NONE);
            assertThat(readme).contains("\n| `" + fault + "` | ");
        }
        assertThat(FaultRates.class.getRecordComponents()).hasSize(FAULTS.size());
    }

    @Test
    void namesEveryKindOfTruthAndEveryForm() throws IOException {
        String readme = readme();
        for (TruthKind kind : TruthKind.values()) {
            if (kind != TruthKind.MALFORMED) {
                assertThat(readme).contains("`" + kind.label() + "`");
            }
        }
        for (MalformedKind kind : MalformedKind.OF_DEVICES) {
            assertThat(readme).contains("`" + kind.label() + "` (" + kind.reason() + ")");
        }
        for (PayloadForm form : PayloadForm.values()) {
            assertThat(readme).contains("\n| `" + form.name().toLowerCase(Locale.ROOT) + "` | ");
        }
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }
}
