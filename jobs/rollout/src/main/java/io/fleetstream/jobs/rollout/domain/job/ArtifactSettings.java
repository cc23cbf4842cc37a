package io.fleetstream.jobs.rollout.domain.job;

import io.fleetstream.schemas.firmware.ArtifactKey;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Where devices fetch artifacts, and which file has the key that signs their addresses. The key
 * itself is read by the operator that signs: it stands neither in the job's graph nor in its
 * arguments.
 *
 * @param url what stands before an artifact's name; empty for no addresses
 * @param keyFile path on every TaskManager; empty if {@code url} is
 */
public record ArtifactSettings(String url, String keyFile) implements Serializable {
    /** No addresses. */
    public static final ArtifactSettings NONE = new ArtifactSettings("", "");

    /** Setting of the address. */
    public static final String URL = "rollout.artifact-url";

    /** Setting of the file. */
    public static final String KEY_FILE = "rollout.artifact-key-file";

    /** Nothing that would need another form in JSON, and no query. */
    private static final Pattern ADDRESS =
            Pattern.compile("https?://[A-Za-z0-9.:\\[\\]_-]+/([A-Za-z0-9._~/-]*/)?");

    /** Checks that both are there, or none. */
    public ArtifactSettings {
        if (url.isEmpty() != keyFile.isEmpty()) {
            throw new IllegalArgumentException(
                    "--" + URL + " and --" + KEY_FILE + " need each other; only one is given");
        }
        if (!url.isEmpty() && !ADDRESS.matcher(url).matches()) {
            throw new IllegalArgumentException(
                    "--" + URL + " is '" + url + "', expected http:// or https:// up to a last /");
        }
    }

    /** Whether documents may ask for addresses. */
    public boolean given() {
        return !url.isEmpty();
    }

    /**
     * Reads the key.
     *
     * @throws IOException if there is none in the file
     */
    public ArtifactLinks open() throws IOException {
        return given()
                ? new ArtifactLinks(url, ArtifactKey.read(Path.of(keyFile)))
                : ArtifactLinks.NONE;
    }
}
