package io.fleetstream.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code demo --json F} writes: {@code {"seed","counts":{…},"detection":{"precision",
 * "recall","recall.KIND"…},"invariants":[{"name","expected","actual","ok"}]}}.
 *
 * @param seed seed of the emulated fleet
 * @param counts figures by name
 * @param detection what alarms found of anomalies, as shares
 * @param invariants what must hold
 */
public record DemoReport(
        long seed,
        Map<String, Long> counts,
        Map<String, Double> detection,
        List<Invariant> invariants) {

    /** Whether everything holds. */
    public boolean ok() {
        return invariants.stream().allMatch(Invariant::ok);
    }

    /** Writes the report as JSON. */
    public void write(Path file) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ok", ok());
        json.put("seed", seed);
        json.put("counts", counts);
        json.put("detection", detection);
        json.put("invariants", invariants);
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(file.toFile(), json);
    }
}
