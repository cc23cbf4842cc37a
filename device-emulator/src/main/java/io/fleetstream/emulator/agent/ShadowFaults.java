package io.fleetstream.emulator.agent;

/**
 * How often devices mistreat their shadows.
 *
 * @param ignore share of devices that hear and do nothing
 * @param flap share of devices that go back to former values again and again
 * @param fail share of values that a device cannot take
 */
public record ShadowFaults(double ignore, double flap, double fail) {
    /** Devices that do what is desired. */
    public static final ShadowFaults NONE = new ShadowFaults(0, 0, 0);

    /** Checks the shares. */
    public ShadowFaults {
        Shares.check("ignore", ignore);
        Shares.check("flap", flap);
        Shares.check("fail", fail);
    }

    /**
     * Reads {@code ignore=0.05,flap=0.02}; what is not named is 0.
     *
     * @throws IllegalArgumentException naming the fault that is not known
     */
    public static ShadowFaults parse(String text) {
        Shares shares = Shares.parse(text, "ignore", "flap", "fail");
        return new ShadowFaults(shares.of("ignore"), shares.of("flap"), shares.of("fail"));
    }
}
