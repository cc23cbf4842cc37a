package io.fleetstream.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What to submit to a Flink cluster.
 *
 * @param jar jar with the job
 * @param arguments arguments of its main class
 * @param mainClass main class if it is not the one in the manifest
 * @param savepoint where to start from, if not from nothing
 * @param settings engine settings for this job alone, for example {@code parallelism.default}
 */
public record JobSubmission(
        Path jar,
        List<String> arguments,
        Optional<String> mainClass,
        Optional<String> savepoint,
        Map<String, String> settings) {

    /** Copies the collections. */
    public JobSubmission {
        arguments = List.copyOf(arguments);
        settings = Map.copyOf(settings);
    }

    /** The main class of the manifest, from nothing. */
    public static JobSubmission of(Path jar, List<String> arguments) {
        return new JobSubmission(jar, arguments, Optional.empty(), Optional.empty(), Map.of());
    }

    /** The same with another main class. */
    public JobSubmission mainClass(String name) {
        return new JobSubmission(jar, arguments, Optional.of(name), savepoint, settings);
    }

    /** The same from a savepoint or a retained checkpoint. */
    public JobSubmission fromSavepoint(String location) {
        return new JobSubmission(jar, arguments, mainClass, Optional.of(location), settings);
    }

    /** The same at another default parallelism. */
    public JobSubmission parallelism(int parallelism) {
        return setting("parallelism.default", Integer.toString(parallelism));
    }

    /** The same with one more engine setting. */
    public JobSubmission setting(String key, String value) {
        Map<String, String> more = new TreeMap<>(settings);
        more.put(key, value);
        return new JobSubmission(jar, arguments, mainClass, savepoint, more);
    }
}
