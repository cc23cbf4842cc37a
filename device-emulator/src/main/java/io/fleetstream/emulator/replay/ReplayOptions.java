package io.fleetstream.emulator.replay;

import io.fleetstream.emulator.mqtt.LinkOptions;
import io.fleetstream.emulator.mqtt.PublisherSettings;
import io.fleetstream.emulator.pace.Pace;
import java.nio.file.Path;
import java.util.List;

/**
 * Everything a replay depends on.
 *
 * @param recordings files, replayed one after the other
 * @param mapping how their lines become readings
 * @param pace how fast recorded time passes
 * @param qos MQTT quality of service: 0, 1 or 2
 * @param connectionPerDevice whether each device has a connection of its own, as it had in life;
 *     otherwise each recording has one
 * @param link how to reach the broker
 */
public record ReplayOptions(
        List<Path> recordings,
        Mapping mapping,
        Pace pace,
        int qos,
        boolean connectionPerDevice,
        LinkOptions link) {

    /** Checks what the types leave open. */
    public ReplayOptions {
        recordings = List.copyOf(recordings);
        if (recordings.isEmpty()) {
            throw new IllegalArgumentException("a replay needs at least one recording");
        }
        if (qos < 0 || qos > 2) {
            throw new IllegalArgumentException("qos must be 0, 1 or 2");
        }
    }

    /** Flat out at QoS 1, one connection per recording with many messages in flight. */
    public static ReplayOptions flatOut(String brokerUrl, Mapping mapping, List<Path> recordings) {
        LinkOptions link = LinkOptions.to(brokerUrl);
        PublisherSettings many = new PublisherSettings(2000, 1000, link.publisher().backoff());
        return new ReplayOptions(
                recordings, mapping, Pace.FLAT_OUT, 1, false, link.withPublisher(many));
    }
}
