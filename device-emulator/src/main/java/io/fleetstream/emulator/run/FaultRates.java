package io.fleetstream.emulator.run;

import java.util.HashMap;
import java.util.Map;

/**
 * How often devices misbehave. Shares of messages add up to at most 1, since each message suffers
 * one fault at most; the others are shares of devices (or gateways), each in [0, 1] and
 * independent.
 *
 * @param duplicate share of messages published twice
 * @param malformed share of messages that are bad
 * @param drop share of messages never published
 * @param reorder share of messages published after the next few of their device
 * @param skew share of devices whose clock is wrong throughout
 * @param clockStep share of devices whose clock becomes wrong during the run
 * @param silence share of devices that say nothing for a while
 * @param reboot share of devices that start again
 * @param reconnectStorm share of connections that are cut and made anew at the same moment
 * @param gatewayOffline share of gateways that lose their connection for a while
 */
public record FaultRates(
        double duplicate,
        double malformed,
        double drop,
        double reorder,
        double skew,
        double clockStep,
        double silence,
        double reboot,
        double reconnectStorm,
        double gatewayOffline) {
    /** Devices that never fail. */
    public static final FaultRates NONE = new FaultRates(0, 0);

    /** Every fault but steps of the clock, at rates that hurt. */
    public static final FaultRates ALL =
            new FaultRates(0.01, 0.01, 0.01, 0.01, 0.05, 0, 0.05, 0.05, 0.2, 0.25);

    /** Checks the shares. */
    public FaultRates {
        double[] all = {
            duplicate,
            malformed,
            drop,
            reorder,
            skew,
            clockStep,
            silence,
            reboot,
            reconnectStorm,
            gatewayOffline
        };
        for (double share : all) {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException(
                        "fault rates must be shares between 0 and 1, no more than 1");
            }
        }
        if (duplicate + malformed + drop + reorder > 1) {
            throw new IllegalArgumentException(
                    "fault rates of messages must not add up to more than 1");
        }
    }

    /** Rates of repeated and bad messages; nothing else goes wrong. */
    public FaultRates(double duplicate, double malformed) {
        this(duplicate, malformed, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /**
     * Reads {@code duplicate=0.01,malformed=0.02}; what is not named is 0. {@code all} is {@link
     * #ALL}.
     *
     * @throws IllegalArgumentException naming the fault that is not known
     */
    public static FaultRates parse(String text) {
        if (text.strip().equals("all")) {
            return ALL;
        }
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
        FaultRates parsed =
                new FaultRates(
                        remove(rates, "duplicate"),
                        remove(rates, "malformed"),
                        remove(rates, "drop"),
                        remove(rates, "reorder"),
                        remove(rates, "skew"),
                        remove(rates, "clock-step"),
                        remove(rates, "silence"),
                        remove(rates, "reboot"),
                        remove(rates, "reconnect-storm"),
                        remove(rates, "gateway-offline"));
        if (!rates.isEmpty()) {
            throw new IllegalArgumentException(
                    "unknown fault "
                            + rates.keySet()
                            + ": use all, or duplicate, malformed, drop, reorder, skew, clock-step,"
                            + " silence, reboot, reconnect-storm, gateway-offline");
        }
        return parsed;
    }

    private static double remove(Map<String, Double> rates, String name) {
        Double rate = rates.remove(name);
        return rate == null ? 0 : rate;
    }
}
