package io.fleetstream.emulator.command;

import io.fleetstream.emulator.payload.Compression;
import io.fleetstream.emulator.payload.PayloadForm;
import io.fleetstream.emulator.payload.PayloadStyle;
import picocli.CommandLine.Option;

/** Options about what payloads look like. */
public final class PayloadMixin {
    @Option(
            names = "--form",
            defaultValue = "MAP",
            description = "Payloads: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private PayloadForm form;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "5",
            description = "Samples a message of batch, senml, arrays. Default: ${DEFAULT-VALUE}")
    private int samples;

    @Option(
            names = "--compression",
            defaultValue = "NONE",
            description = "Of payloads: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private Compression compression;

    @Option(names = "--no-units", description = "Leave units out of payloads")
    private boolean noUnits;

    PayloadStyle style() {
        return new PayloadStyle(form, compression, samples, !noUnits);
    }
}
