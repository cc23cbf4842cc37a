package io.fleetstream.emulator.command;

import io.fleetstream.emulator.mqtt.Backoff;
import io.fleetstream.emulator.mqtt.ClientLibrary;
import io.fleetstream.emulator.mqtt.ConnectionSettings;
import io.fleetstream.emulator.mqtt.LinkOptions;
import io.fleetstream.emulator.mqtt.PublisherSettings;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options about the way to the broker, shared by all commands. */
public final class LinkMixin {
    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:MQTT_URL:-tcp://127.0.0.1:1883}",
            description = "MQTT broker (environment: MQTT_URL). Default: ${DEFAULT-VALUE}")
    private String url;

    @Option(
            names = "--client",
            defaultValue = "AUTO",
            description = "MQTT client: ${COMPLETION-CANDIDATES}; AUTO is Paho up to 300 devices")
    private ClientLibrary client;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            description = "Unacknowledged messages per connection. Default: run 100, replay 1000")
    private Optional<Integer> inFlight;

    @Option(
            names = "--outbox",
            paramLabel = "N",
            description = "Messages a connection holds at most. Default: run 200, replay 2000")
    private Optional<Integer> outbox;

    @Option(
            names = "--reconnect-max",
            paramLabel = "DURATION",
            defaultValue = "PT30S",
            description = "Longest wait between attempts to connect. Default: ${DEFAULT-VALUE}")
    private Duration reconnectMax;

    @Option(
            names = "--keep-alive",
            paramLabel = "DURATION",
            defaultValue = "PT20S",
            description = "MQTT keep-alive. Default: ${DEFAULT-VALUE}")
    private Duration keepAlive;

    @Option(
            names = "--connect-rate",
            paramLabel = "N",
            defaultValue = "200",
            description = "Connections opened per second. Default: ${DEFAULT-VALUE}")
    private int connectRate;

    @Option(
            names = "--give-up-after",
            paramLabel = "DURATION",
            defaultValue = "PT60S",
            description =
                    "End with status 1 if nothing is acknowledged for so long. "
                            + "Default: ${DEFAULT-VALUE}")
    private Duration giveUpAfter;

    /** The options as given; wrong ones throw IllegalArgumentException. */
    LinkOptions options(int usualInFlight, int usualOutbox) {
        if (connectRate < 1) {
            throw new IllegalArgumentException("--connect-rate must be positive");
        }
        Duration first = Duration.ofSeconds(1);
        Backoff backoff =
                new Backoff(first.compareTo(reconnectMax) < 0 ? first : reconnectMax, reconnectMax);
        return new LinkOptions(
                ConnectionSettings.brokerUrl(url),
                client,
                new PublisherSettings(
                        outbox.orElse(usualOutbox), inFlight.orElse(usualInFlight), backoff),
                keepAlive,
                connectRate,
                giveUpAfter);
    }
}
