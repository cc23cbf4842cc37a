package io.fleetstream.emulator.run;

import io.fleetstream.emulator.payload.Payload;
import io.fleetstream.emulator.signal.DeviceIdentity;
import io.fleetstream.emulator.truth.TruthSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What a run would publish, without publishing it. */
public final class Preview {
    private static final int DEVICES = 4;
    private static final int MESSAGES = 3;

    /** Gateways may keep silent for long. */
    private static final int FARTHEST = 2000;

    private Preview() {}

    /** Topic and payload of the first messages of the first devices, one line each. */
    public static List<String> of(RunOptions options) {
        ScriptContext context = ScriptContext.of(options, TruthSink.NOWHERE);
        String prefix = options.arrival() == ArrivalMode.EMULATED ? Courier.TRUSTED : "";
        List<String> lines = new ArrayList<>();
        int devices = Math.min(DEVICES, options.devices().size());
        for (DeviceIdentity device : options.devices().subList(0, devices)) {
            DeviceScript script = context.script(device);
            int shown = 0;
            while (script.hasNext() && shown < MESSAGES && script.slot() <= FARTHEST) {
                for (PlannedMessage message : script.next()) {
                    lines.add(prefix + message.topic() + " " + text(message.payload()));
                    shown++;
                }
            }
        }
        return lines;
    }

    /** Text as it is; anything else in Base64. */
    private static String text(Payload payload) {
        boolean binary =
                payload.contentEncoding() != null
                        || "application/cbor".equals(payload.contentType());
        return binary
                ? Base64.getEncoder().encodeToString(payload.bytes())
                : new String(payload.bytes(), StandardCharsets.UTF_8);
    }
}
