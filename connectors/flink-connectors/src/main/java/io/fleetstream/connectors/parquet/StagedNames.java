package io.fleetstream.connectors.parquet;

import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.Path;

/** Names of staged files: never used twice, and telling when the file was begun. */
final class StagedNames {
    private static final Pattern FORM = Pattern.compile("(\\d{1,18})-[0-9a-f-]{36}\\.rows");

    private StagedNames() {}

    /** A new path. */
    static Path next(String directory, long millis, UUID unique) {
        return new Path(directory + millis + "-" + unique + ".rows");
    }

    /** When the file of that name was begun, milliseconds since the epoch; empty for others. */
    static OptionalLong begun(String name) {
        Matcher matcher = FORM.matcher(name);
        return matcher.matches()
                ? OptionalLong.of(Long.parseLong(matcher.group(1)))
                : OptionalLong.empty();
    }
}
