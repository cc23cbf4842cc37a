package io.fleetstream.jobs.shadow.domain;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetstream.jobs.shadow.domain.beyond.Extensions;
import io.fleetstream.jobs.shadow.domain.beyond.Extras;
import io.fleetstream.jobs.shadow.domain.beyond.Notice;
import io.fleetstream.jobs.shadow.domain.beyond.RequestProperties;
import io.fleetstream.jobs.shadow.domain.request.ShadowTopic;
import io.fleetstream.jobs.shadow.domain.tree.BinaryOut;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A shadow with extensions; what is remembered goes through its bytes at every request. */
final class ExtendedShadow {
    private static final long MICROS = 1_000_000L;

    private Extensions extensions;
    private ShadowEngine engine;
    private final List<Notice> notices = new ArrayList<>();
    private byte[] stored;
    private byte[] remembered;

    ExtendedShadow(Extensions extensions) {
        restart(extensions);
    }

    /** Goes on with other settings and what is stored. */
    final void restart(Extensions settings) {
        extensions = settings;
        engine =
                new ShadowEngine(
                        ShadowLimits.DEFAULT, WriterRoles.OPEN, Unverified.DEFAULT, extensions);
    }

    /** An update of a device at that second, with user properties. */
    Outcome update(long second, Map<String, String> properties, String payload) {
        return send("update", Writer.DEVICE, second * MICROS, properties, payload);
    }

    Outcome send(
            String operation,
            Writer writer,
            long micros,
            Map<String, String> properties,
            String payload) {
        Extras extras = extensions.remember("n") ? Extras.of(remembered, extensions, "n") : null;
        ShadowRequest request =
                new ShadowRequest(
                        ShadowTopic.parse("$aws/things/t/shadow/name/n/" + operation).orElseThrow(),
                        payload.getBytes(StandardCharsets.UTF_8),
                        micros,
                        0,
                        writer,
                        false,
                        RequestProperties.read(
                                extensions,
                                extensions.conflicts().of("n"),
                                name -> Optional.ofNullable(properties.get(name)),
                                micros));
        Outcome outcome = engine.handle(stored, request, extras);
        if (outcome.change() != null) {
            stored = outcome.stored();
            if (extras != null) {
                remembered = extras.toBytes(new BinaryOut(), micros);
                notices.addAll(extras.notices());
            }
        }
        return outcome;
    }

    /** Removes what is over, as the job does by way of the log. */
    void expire(long micros) {
        Extras extras = Extras.of(remembered, extensions, "n");
        for (long end : extras.ends().headSet(micros + 1)) {
            send(
                    "update",
                    Writer.EXPIRY,
                    micros,
                    Map.of(),
                    new String(extras.expiry(end), StandardCharsets.UTF_8));
        }
    }

    List<Notice> notices() {
        return notices;
    }

    long version() {
        return StoredShadow.of(stored).version();
    }

    /** Bytes of what is remembered; null for nothing. */
    byte[] remembered() {
        return remembered;
    }

    /** The values by path, sections first. */
    Map<String, String> leaves() {
        Map<String, String> leaves = new TreeMap<>();
        if (stored != null) {
            leaves("", StoredShadows.describe(stored).path("state"), leaves);
        }
        return leaves;
    }

    private static void leaves(String path, JsonNode node, Map<String, String> leaves) {
        if (node.isObject()) {
            node.properties()
                    .forEach(
                            member ->
                                    leaves(
                                            path + "/" + member.getKey(),
                                            member.getValue(),
                                            leaves));
        } else if (!node.isMissingNode()) {
            leaves.put(path, node.toString());
        }
    }
}
