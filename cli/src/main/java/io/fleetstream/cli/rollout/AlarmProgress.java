package io.fleetstream.cli.rollout;

import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.cli.topic.TopicScan;
import io.fleetstream.schemas.RecordHeaders;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.kafka.common.header.Header;

/** How far alarms have been judged, as the topic {@code alarm.progress} tells it. */
public final class AlarmProgress {
    /** Where it is looked first: it is told every second. */
    private static final Duration RECENTLY = Duration.ofMinutes(10);

    private final TopicScan scan;
    private Instant latest;

    /** Of that cluster. */
    public AlarmProgress(Cluster cluster) {
        this.scan = new TopicScan(cluster);
    }

    /** The arrival time told last; empty if there is none in the topic. */
    public Optional<Instant> latest() throws IOException {
        Instant recently = Instant.now().minus(RECENTLY);
        scan.visit(
                Topics.ALARM_PROGRESS,
                Optional.of(recently),
                record -> take(record.headers().lastHeader(RecordHeaders.RECEIVED_AT)));
        if (latest == null) {
            scan.visit(
                    Topics.ALARM_PROGRESS,
                    record -> take(record.headers().lastHeader(RecordHeaders.RECEIVED_AT)));
        }
        return Optional.ofNullable(latest);
    }

    private void take(Header header) {
        String digits = header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
        if (digits.matches("[0-9]{1,16}")) {
            Instant to = Instant.EPOCH.plus(Long.parseLong(digits), ChronoUnit.MICROS);
            latest = latest == null || to.isAfter(latest) ? to : latest;
        }
    }
}
