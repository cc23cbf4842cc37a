package io.fleetstream.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Ids of commands and bulk requests: what the job would refuse is not sent. */
final class RequestId {
    private static final Pattern ID = Pattern.compile("[\\x21-\\x7E]{1,128}");

    private RequestId() {}

    /**
     * Refuses an id that the job refuses; null is none, and fine.
     *
     * @throws ParameterException naming the option and what is expected
     */
    static void check(CommandSpec spec, String option, String id) {
        if (id != null && !ID.matcher(id).matches()) {
            throw new ParameterException(
                    spec.commandLine(),
                    option
                            + " is '"
                            + id
                            + "', expected 1 to 128 printable ASCII characters without spaces");
        }
    }
}
