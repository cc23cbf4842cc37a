package io.fleetstream.emulator.agent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shares by name, as {@code name=0.05,other=0.1} on the command line. */
record Shares(Map<String, Double> byName) {

    static Shares parse(String text, String... names) {
        List<String> allowed = List.of(names);
        Map<String, Double> shares = new HashMap<>();
        for (String part : text.strip().split(",", -1)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part.strip() : part.substring(0, equals).strip();
            if (equals < 0 || !allowed.contains(name)) {
                throw new IllegalArgumentException(
                        "fault '" + part + "' must look like name=0.05 with one of " + allowed);
            }
            shares.put(name, Double.parseDouble(part.substring(equals + 1)));
        }
        return new Shares(shares);
    }

    static void check(String name, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(name + " must be a share between 0 and 1");
        }
    }

    double of(String name) {
        return byName.getOrDefault(name, 0.0);
    }
}
