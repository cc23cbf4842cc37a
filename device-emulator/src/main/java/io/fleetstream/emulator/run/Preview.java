package io.fleetstream.emulator.run;

import io.fleetstream.emulator.payload.ReadingWriter;
import io.fleetstream.emulator.payload.Software;
import io.fleetstream.emulator.signal.DeviceIdentity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a run would publish, without publishing it. */
public final class Preview {
    private static final int DEVICES = 4;
    private static final int MESSAGES = 3;

    private Preview() {}

    /** Topic and payload of the first good messages of the first devices, one line each. */
    public static List<String> of(RunOptions options) {
        ReadingWriter writer = new ReadingWriter(options.units());
        List<String> lines = new ArrayList<>();
        int devices = Math.min(DEVICES, options.devices().size());
        for (DeviceIdentity device : options.devices().subList(0, devices)) {
            Software software = Software.of(device, options.seed(), options.timeline().startMs());
            long last = Math.min(MESSAGES, options.messagesPerDevice());
            for (long sequence = 1; sequence <= last; sequence++) {
                byte[] payload = writer.write(options.signals().event(device, sequence), software);
                lines.add(
                        device.topic("reading")
                                + " "
                                + new String(payload, StandardCharsets.UTF_8));
            }
        }
        return lines;
    }
}
