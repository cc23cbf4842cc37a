package io.fleetstream.emulator.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options about the report at the end, shared by all commands. */
public final class ReportMixin {
    /** Forms of a report. */
    public enum Form {
        /** One figure a line, for people. */
        TEXT,
        /** One JSON object. */
        JSON
    }

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Option(
            names = "--report",
            defaultValue = "TEXT",
            description = "Form of the report: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private Form form;

    @Option(
            names = "--report-file",
            paramLabel = "FILE",
            description = "Write the report as JSON to this file; it is printed as well")
    private Optional<Path> file;

    @Option(names = "--quiet", description = "No progress on stderr")
    private boolean quiet;

    boolean quiet() {
        return quiet;
    }

    /** Prints and writes a report, which is a record Jackson can read. */
    void publish(Object report, PrintWriter out) throws IOException {
        if (file.isPresent()) {
            Files.writeString(file.get(), JSON.writeValueAsString(report) + "\n");
        }
        if (form == Form.JSON) {
            out.println(JSON.writeValueAsString(report));
        } else {
            JSON.valueToTree(report)
                    .fields()
                    .forEachRemaining(
                            field -> out.printf("%-20s %s%n", field.getKey(), field.getValue()));
        }
        out.flush();
    }
}
