package io.fleetstream.cli.alarm;

import io.fleetstream.cli.topic.AvroTopicWriter;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.schemas.AlarmCommand;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.util.Collection;

/** Writes what people ask of alarms; what a method has returned for is in Kafka. */
public final class AlarmDesk {
    private final Cluster cluster;

    /** Of that cluster. */
    public AlarmDesk(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Asks. */
    public void send(Collection<AlarmCommand> commands) throws IOException {
        try (AvroTopicWriter writer = new AvroTopicWriter(cluster)) {
            for (AlarmCommand command : commands) {
                writer.send(Topics.ALARM_COMMANDS, command.getDeviceId(), command);
            }
            writer.flush();
        }
    }
}
