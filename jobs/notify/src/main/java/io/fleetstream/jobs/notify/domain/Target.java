package io.fleetstream.jobs.notify.domain;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;

/**
 * A service that is told of alarms, or of rollouts. Holds no secret: where one is needed it has the
 * path of the file with it, which is read where the job runs.
 *
 * @param name unique among targets; part of uids, of the consumer group and of metrics
 * @param url where to; null if it stands in a file
 * @param urlFile file with the address, for those that are secrets; null if there is none
 * @param method POST or PUT
 * @param subject what it is told of, and in which words
 * @param headers of every request
 * @param headerFiles headers whose value is the content of a file
 * @param signatureKeyFile file with the key that requests are signed with; null for none
 * @param pace how it is tried
 * @param local whether it may be on this machine
 * @param fromStart whether it is told of what was there before it
 */
public record Target(
        String name,
        String url,
        String urlFile,
        String method,
        Subject<?> subject,
        Map<String, String> headers,
        Map<String, String> headerFiles,
        String signatureKeyFile,
        Pace pace,
        boolean local,
        boolean fromStart)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Makes the maps unmodifiable. */
    public Target {
        headers = Map.copyOf(headers);
        headerFiles = Map.copyOf(headerFiles);
    }

    /**
     * How a target is tried.
     *
     * @param concurrency most requests at once
     * @param timeout for one request and its answer
     * @param firstBackoff wait after the first failure
     * @param longestBackoff longest wait between two tries of one notice
     * @param giveUpAfter time after which what was not taken becomes a dead letter
     */
    public record Pace(
            int concurrency,
            Duration timeout,
            Duration firstBackoff,
            Duration longestBackoff,
            Duration giveUpAfter)
            implements Serializable {
        /** What holds unless somebody says otherwise. */
        public static final Pace DEFAULT =
                new Pace(
                        4,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(5),
                        Duration.ofHours(1));
    }
}
