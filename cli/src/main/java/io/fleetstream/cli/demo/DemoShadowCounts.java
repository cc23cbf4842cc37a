package io.fleetstream.cli.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The books of the demo's shadows.
 *
 * @param requests in {@code shadow.requests}
 * @param accepted answers in {@code device.downlink}
 * @param rejected answers in {@code device.downlink}
 * @param shadows with a document in {@code shadow.documents}
 * @param equalRows rows of {@code device_shadows} that equal the latest document
 * @param versions rows of {@code device_shadow_history}
 * @param highest sum of the highest versions of all shadows
 * @param pending shadows that wait for their device
 * @param reached wishes that came true
 */
record DemoShadowCounts(
        long requests,
        long accepted,
        long rejected,
        long shadows,
        long equalRows,
        long versions,
        long highest,
        long pending,
        long reached) {

    /** What is told beside the invariants. */
    Map<String, Long> figures() {
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("shadowRequests", requests);
        figures.put("shadowsRejected", rejected);
        figures.put("shadowVersions", versions);
        figures.put("shadowsReached", reached);
        figures.put("shadowsPending", pending);
        return figures;
    }

    /** Every request is answered once, no version is missing, the table has the latest. */
    List<Invariant> invariants() {
        return List.of(
                Invariant.equal(
                        "shadows: requests = accepted + rejected", requests, accepted + rejected),
                Invariant.equal(
                        "shadows: versions in the history = highest version of each",
                        highest,
                        versions),
                Invariant.equal(
                        "shadows: latest documents = rows in the database", shadows, equalRows));
    }
}
