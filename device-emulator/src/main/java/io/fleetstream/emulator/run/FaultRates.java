package io.fleetstream.emulator.run;

import java.util.HashMap;
import java.util.Map;

/**
 * How often devices misbehave; each message suffers one fault at most.
 *
 * @param duplicate share of messages published twice, in [0, 1]
 * @param malformed share of messages that are bad, in [0, 1]; the sum is at most 1
 */
public record FaultRates(double duplicate, double malformed) {
    /** Devices that never fail. */
    public static final FaultRates NONE = new FaultRates(0, 0);

    /** Checks the shares. */
    public FaultRates {
        if (!(duplicate >= 0 && malformed >= 0 && duplicate + malformed <= 1)) {
            throw new IllegalArgumentException(
                    "fault rates must not be negative nor add up to more than 1");
        }
    }

    /**
     * Reads {@code duplicate=0.01,malformed=0.02}; what is not named is 0.
     *
     * @throws IllegalArgumentException naming the fault that is not known
     */
    public static FaultRates parse(String text) {
        Map<String, Double> rates = new HashMap<>();
        for (String part : text.strip().split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("fault '" + part + "' must look like name=0.01");
            }
            rates.put(
                    part.substring(0, equals).strip(),
                    Double.parseDouble(part.substring(equals + 1)));
        }
        FaultRates parsed = new FaultRates(remove(rates, "duplicate"), remove(rates, "malformed"));
        if (!rates.isEmpty()) {
            throw new IllegalArgumentException(
                    "unknown fault " + rates.keySet() + ": use duplicate, malformed");
        }
        return parsed;
    }

    private static double remove(Map<String, Double> rates, String name) {
        Double rate = rates.remove(name);
        return rate == null ? 0 : rate;
    }
}
