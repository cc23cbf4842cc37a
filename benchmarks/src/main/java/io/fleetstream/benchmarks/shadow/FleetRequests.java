package io.fleetstream.benchmarks.shadow;

import io.fleetstream.connectors.kafka.KafkaRecord;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/** Requests by number: every device makes its shadow, then some of them, spread out, report. */
final class FleetRequests implements GeneratorFunction<Long, KafkaRecord> {
    private static final long serialVersionUID = 1L;
    private static final long STEP_MICROS = 1_000;

    /** No fleet's size has it as a divisor. */
    private static final long SPREAD = 1_000_003;

    private final long devices;

    FleetRequests(long devices) {
        this.devices = devices;
    }

    @Override
    public KafkaRecord map(Long number) {
        long now = ShadowMessages.START_MICROS + STEP_MICROS * number;
        Random random = new Random(ShadowMessages.SEED + number);
        int index = (int) (number < devices ? number : number * SPREAD % devices);
        String device = ShadowMessages.device(index);
        byte[] payload =
                number < devices
                        ? FleetShadows.creation(device, index, random)
                        : ("{\"state\":{\"reported\":{\"sensors\":{\"temperature\":"
                                        + FleetShadows.decimal(1_500 + random.nextInt(1_500))
                                        + "}}}}")
                                .getBytes(StandardCharsets.UTF_8);
        return new ShadowMessage(device, "update", payload, now).toRecord(number);
    }
}
