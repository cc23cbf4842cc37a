package io.fleetstream.bridge.downlink;

import io.fleetstream.bridge.mqtt.LinkLoss;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds the one record the broker answers with a DISCONNECT, which would otherwise break every
 * connection for ever. After such a DISCONNECT records go out one by one for a while; one that is
 * alone on its way when the broker disconnects again is the culprit. Thread-safe.
 */
final class PoisonGuard {
    /** Reason codes that blame the client's packet rather than the state of the broker. */
    private static final Set<Integer> BLAMES_PACKET =
            Set.of(129, 130, 131, 135, 144, 148, 149, 151, 153, 154, 155);

    private int cautiousRecords;
    private Suspect alone;

    /** Whether the next record has to wait until all before it are acknowledged. */
    synchronized boolean isCautious() {
        return cautiousRecords > 0;
    }

    /** Notes that a record goes out alone. */
    synchronized void sendingAlone(TopicPartition partition, long offset) {
        alone = new Suspect(partition, offset);
    }

    /** Notes that the record that went out alone was acknowledged. */
    synchronized void acknowledgedAlone() {
        alone = null;
        cautiousRecords--;
    }

    /**
     * Notes the end of a connection with this many records on their way.
     *
     * @return the record to skip, or null
     */
    synchronized Suspect connectionEnded(LinkLoss loss, int underWay) {
        Suspect last = alone;
        alone = null;
        if (loss == null || !loss.byServer() || !BLAMES_PACKET.contains(loss.reasonCode())) {
            return null;
        }
        if (last != null && underWay == 1) {
            cautiousRecords--;
            return last;
        }
        cautiousRecords = Math.max(cautiousRecords, underWay);
        return null;
    }

    /** A record that the broker will not have. */
    record Suspect(TopicPartition partition, long offset) {}
}
