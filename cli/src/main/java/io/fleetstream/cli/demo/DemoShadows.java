package io.fleetstream.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fleetstream.cli.query.QueryResult;
import io.fleetstream.cli.shadow.Json;
import io.fleetstream.cli.shadow.ShadowAddress;
import io.fleetstream.cli.shadow.ShadowClient;
import io.fleetstream.cli.shadow.ShadowRequest;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.cli.topic.CompactedTopic;
import io.fleetstream.cli.topic.TopicScan;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.ShadowDocument;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.common.header.Header;

/**
 * The shadows of the demo: an operator wishes something of every device, which does and reports it,
 * and in every tenth case knows a version there never was. Their books are those of topics and
 * tables.
 */
final class DemoShadows {
    private static final long NEVER = 1_000_000;
    private static final int EVERY = 10;
    private static final String ANSWER = "\\$aws/things/[^/]+/shadow/.*/(accepted|rejected)";
    private static final String WISH = "{\"threshold\":%d.50,\"labels\":[\"demo\",\"%s\"]}";

    private final Cluster cluster;
    private final Outputs outputs;
    private final List<String> devices;

    DemoShadows(Cluster cluster, Outputs outputs, List<String> devices) {
        this.cluster = cluster;
        this.outputs = outputs;
        this.devices = devices;
    }

    /** Wishes something of every device; returns without waiting for their answers. */
    void wish() throws IOException {
        List<ShadowRequest> requests = new ArrayList<>();
        for (int i = 0; i < devices.size(); i++) {
            ShadowAddress shadow = new ShadowAddress(devices.get(i), "");
            String wish = WISH.formatted(20 + i, devices.get(i));
            requests.add(
                    ShadowRequest.update(shadow).section("desired", Json.section(wish)).build());
            if (i % EVERY == 0) {
                requests.add(ShadowRequest.update(shadow).version(NEVER).build());
            }
        }
        new ShadowClient(cluster).send(requests);
    }

    /** Whether every request is answered, and every version stands in the tables. */
    boolean isSettled(DemoShadowCounts counts) {
        return counts.requests() == counts.accepted() + counts.rejected()
                && counts.equalRows() == counts.shadows();
    }

    /** The books as they stand now. */
    DemoShadowCounts counts() throws IOException, SQLException {
        AtomicLong requests = new AtomicLong();
        AtomicLong accepted = new AtomicLong();
        AtomicLong rejected = new AtomicLong();
        scan(Topics.SHADOW_REQUESTS, topic -> requests.incrementAndGet());
        scan(
                Topics.DEVICE_DOWNLINK,
                topic -> {
                    if (topic.matches(ANSWER)) {
                        (topic.endsWith("/accepted") ? accepted : rejected).incrementAndGet();
                    }
                });
        Map<String, ShadowDocument> latest =
                CompactedTopic.read(cluster, Topics.SHADOW_DOCUMENTS, ShadowDocument.class);
        List<Long> history =
                longs(
                        "SELECT count(*), coalesce((SELECT sum(versions) FROM (SELECT max(version)"
                                + " AS versions FROM device_shadow_history GROUP BY device_id,"
                                + " shadow_name, created_at) AS shadows), 0),"
                                + " (SELECT count(*) FROM device_shadows WHERE pending_since IS NOT"
                                + " NULL), (SELECT count(*) FROM shadow_events WHERE kind ="
                                + " 'REACHED') FROM device_shadow_history");
        return new DemoShadowCounts(
                requests.get(),
                accepted.get(),
                rejected.get(),
                latest.size(),
                equalRows(latest),
                history.get(0),
                history.get(1),
                history.get(2),
                history.get(3));
    }

    /** Rows of the table that say what the latest document of their shadow says. */
    private long equalRows(Map<String, ShadowDocument> latest) throws SQLException {
        QueryResult rows =
                outputs.query(
                        "SELECT device_id || '/' || shadow_name, version, desired::text,"
                                + " reported::text FROM device_shadows");
        return rows.rows().stream()
                .filter(
                        row -> {
                            ShadowDocument document = latest.get(row.get(0));
                            return document != null
                                    && ((Number) row.get(1)).longValue() == document.getVersion()
                                    && Objects.equals(row.get(2), document.getDesired())
                                    && Objects.equals(row.get(3), document.getReported());
                        })
                .count();
    }

    private List<Long> longs(String sql) throws SQLException {
        return outputs.query(sql).rows().get(0).stream()
                .map(each -> ((Number) each).longValue())
                .toList();
    }

    /** Passes on the MQTT topic of every record that is no heartbeat. */
    private void scan(String topic, Consumer<String> visitor) throws IOException {
        new TopicScan(cluster)
                .visit(
                        topic,
                        record -> {
                            Header mqtt = record.headers().lastHeader(RecordHeaders.MQTT_TOPIC);
                            if (mqtt != null
                                    && record.headers().lastHeader(RecordHeaders.HEARTBEAT)
                                            == null) {
                                visitor.accept(new String(mqtt.value(), UTF_8));
                            }
                        });
    }
}
