package io.fleetstream.jobs.rollout.domain.job;

import io.fleetstream.schemas.firmware.ArtifactGrant;
import io.fleetstream.schemas.firmware.ArtifactKey;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts addresses where job documents have <code>${fleet:artifact:NAME}</code>, when a device is
 * given the document: each for this device, job and execution, and for {@link #VALIDITY}. The
 * document in the queue keeps the placeholder, so whoever asks again gets another address. The same
 * time gives the same bytes. Immutable.
 */
public final class ArtifactLinks {
    /** How long an address is good, from when it was given. */
    public static final Duration VALIDITY = Duration.ofHours(1);

    /** No addresses: documents stay as they are. */
    public static final ArtifactLinks NONE = new ArtifactLinks("", null);

    private static final String MARK = "${fleet:artifact:";
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\$\\{fleet:artifact:([A-Za-z0-9._-]{1,128})\\}");
    private static final long MICROS = 1_000_000L;

    private final String base;
    private final ArtifactKey key;

    /**
     * Addresses of one server.
     *
     * @param base what stands before an artifact's name
     * @param key known to that server too
     */
    public ArtifactLinks(String base, ArtifactKey key) {
        this.base = base;
        this.key = key;
    }

    /**
     * What is wrong with the placeholders of a document; empty if nothing is.
     *
     * @param possible whether there are addresses at all
     */
    public static String wrong(String document, boolean possible) {
        if (document == null || !document.contains(MARK)) {
            return "";
        }
        if (!possible) {
            return "the document has " + MARK + "…}, and this job has no rollout.artifact-url";
        }
        return PLACEHOLDER.matcher(document).replaceAll("").contains(MARK)
                ? "the document has a " + MARK + "NAME} whose NAME is not [A-Za-z0-9._-]{1,128}"
                : "";
    }

    /**
     * The document of an execution as its device gets it.
     *
     * @param document as it stands in the queue; null for none
     * @param now microseconds since the epoch
     */
    String fill(String document, String thing, Execution execution, long now) {
        if (key == null || document == null || !document.contains(MARK)) {
            return document;
        }
        long expires = Math.floorDiv(now, MICROS) + VALIDITY.toSeconds();
        return PLACEHOLDER
                .matcher(document)
                .replaceAll(
                        found ->
                                Matcher.quoteReplacement(
                                        link(
                                                new ArtifactGrant(
                                                        found.group(1),
                                                        thing,
                                                        execution.jobId(),
                                                        execution.number(),
                                                        expires))));
    }

    private String link(ArtifactGrant grant) {
        return base + grant.artifact() + "?" + key.query(grant);
    }
}
