package io.fleetstream.e2e.alarm;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * One of the vectors of the specification of alarms; the file {@code vectors.yaml} says how they
 * are written.
 *
 * @param name what it is called
 * @param presence whether it is about arrival, so that arrivals cannot be shuffled
 * @param rules rules in YAML, but for their names and devices
 * @param play what is published
 * @param told what must be told
 */
public record AlarmVector(
        String name, boolean presence, List<String> rules, String play, List<String> told) {

    /** Whether its rules are on trial, so that devices hear nothing. */
    public boolean onTrial() {
        return rules.stream().allMatch(rule -> rule.startsWith("mode: shadow"));
    }

    /** All of them. */
    public static List<AlarmVector> all() throws IOException {
        try (InputStream in = AlarmVector.class.getResourceAsStream("vectors.yaml")) {
            return new YAMLMapper().readValue(in, new TypeReference<List<AlarmVector>>() {});
        }
    }
}
