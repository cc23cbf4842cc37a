package io.fleetstream.benchmarks.scale;

import io.fleetstream.connectors.kafka.KafkaRecord;
import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.function.DeviceInput;
import io.fleetstream.jobs.ingest.state.RegistryRow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.api.common.functions.MapFunction;

/**
 * What reaches the operator, by number: the registration of every device, then messages round robin
 * over the fleet, each device once a minute. Opens the window of measurement before the first
 * message of the second turn, when every device has its state.
 */
final class FleetInput implements MapFunction<Long, DeviceInput> {
    private static final long serialVersionUID = 1L;

    private static final long START_MICROS = 1_767_225_600_000_000L;
    private static final long TURN_MICROS = 60_000_000L;
    private static final long TRANSIT_MICROS = 20_000L;
    private static final byte[] PAYLOAD = "x".repeat(187).getBytes(StandardCharsets.US_ASCII);

    private final long devices;

    FleetInput(long devices) {
        this.devices = devices;
    }

    @Override
    public DeviceInput map(Long number) {
        if (number == 2 * devices) {
            LiveHeap.openWindow(devices);
        }
        long device = number % devices;
        String id = "bench-%07d".formatted(device);
        return number < devices
                ? DeviceInput.registered(id, new RegistryRow("acme", "hall-1", "th", "th-200"))
                : DeviceInput.of(message(id, device, number / devices - 1), record(number));
    }

    private ParsedMessage message(String id, long device, long turn) {
        long time = START_MICROS + turn * TURN_MICROS + device * TURN_MICROS / devices;
        double value = 20 + (device + turn) % 100 / 100.0;
        ParsedReading reading =
                new ParsedReading(
                        100 + turn,
                        time,
                        "b-01",
                        "1.4.2",
                        List.of(
                                new ParsedMetric("temperature", value, null),
                                new ParsedMetric("humidity", 2 * value, null),
                                new ParsedMetric("setpoint", value, null),
                                new ParsedMetric("valve", value, null),
                                new ParsedMetric("battery", 3 * value, null)));
        return new ParsedMessage(
                id,
                "acme",
                "hall-1",
                "th",
                time + TRANSIT_MICROS,
                0,
                turn * devices + device,
                List.of(reading));
    }

    private static KafkaRecord record(long number) {
        return new KafkaRecord("telemetry.raw", 0, number, 0, null, PAYLOAD, List.of());
    }
}
