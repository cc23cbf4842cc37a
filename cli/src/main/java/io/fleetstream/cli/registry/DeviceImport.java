package io.fleetstream.cli.registry;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Brings a file of devices into the registry: all of it, or nothing.
 *
 * @param validFrom event time from which changes are true; now if empty
 * @param dryRun only to say what would be done
 * @param skipBad to write the good lines although others are bad
 */
public record DeviceImport(Optional<Instant> validFrom, boolean dryRun, boolean skipBad) {
    private static final int MOST_SHOWN = 100;

    /**
     * Imports.
     *
     * @param say takes the result
     * @param note takes bad lines, warnings and progress
     * @return whether everything that was to be written is written
     */
    public boolean run(Registry registry, Path file, Consumer<String> say, Consumer<String> note)
            throws IOException {
        ImportPlan plan = registry.plan(file, validFrom);
        plan.bad().stream().limit(MOST_SHOWN).forEach(line -> note.accept(line.toString()));
        if (plan.bad().size() > MOST_SHOWN) {
            note.accept("… and " + (plan.bad().size() - MOST_SHOWN) + " more bad lines");
        }
        if (!plan.unknownModels().isEmpty()) {
            note.accept(
                    "no such model yet, so values of its devices are not checked: "
                            + String.join(", ", plan.unknownModels()));
        }
        boolean refused = !plan.bad().isEmpty() && !skipBad;
        if (!refused && !dryRun) {
            registry.write(plan.rows(), note);
        }
        say.accept(
                String.format(
                        "%s: %d new, %d changed, %d unchanged, %d bad%s",
                        file.getFileName(),
                        plan.added(),
                        plan.changed(),
                        plan.unchanged(),
                        plan.bad().size(),
                        refused
                                ? "; nothing is written (--skip-bad writes the others)"
                                : dryRun ? "; nothing is written (--dry-run)" : ""));
        return !refused;
    }
}
