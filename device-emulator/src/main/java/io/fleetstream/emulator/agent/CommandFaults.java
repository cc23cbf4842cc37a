package io.fleetstream.emulator.agent;

/**
 * How often devices mistreat commands.
 *
 * @param fail share of commands that fail
 * @param ignore share of commands that are never answered
 * @param repeat share of commands whose last response is sent twice
 */
public record CommandFaults(double fail, double ignore, double repeat) {
    /** Devices that obey. */
    public static final CommandFaults NONE = new CommandFaults(0, 0, 0);

    /** Checks the shares. */
    public CommandFaults {
        Shares.check("fail", fail);
        Shares.check("ignore", ignore);
        Shares.check("repeat", repeat);
        Shares.check("fail and ignore together", fail + ignore);
    }

    /**
     * Reads {@code fail=0.1,ignore=0.05}; what is not named is 0.
     *
     * @throws IllegalArgumentException naming the fault that is not known
     */
    public static CommandFaults parse(String text) {
        Shares shares = Shares.parse(text, "fail", "ignore", "repeat");
        return new CommandFaults(shares.of("fail"), shares.of("ignore"), shares.of("repeat"));
    }
}
