package io.fleetstream.emulator.truth;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a line of the truth says. */
public enum TruthKind {
    /** A good message, published for the first time. */
    GOOD(true),
    /** A good message, published late: others of its device have overtaken it. */
    REORDER(true),
    /** The same bytes published once more, on purpose. */
    DUPLICATE(true),
    /** A bad message; in the file its kind is that of what was done to it. */
    MALFORMED(true),
    /** A number used up by a message that was never published. */
    DROP(false),
    /** A message that a full or expired buffer of a gateway gave up. */
    BUFFER_DROP(false),
    /** A message sent again since its acknowledgement never came: perhaps a second copy. */
    REDELIVERED(false),
    /** A published message the broker refused: it has arrived nowhere. */
    REFUSED(false),
    /** A published message never acknowledged: it may have arrived or not. */
    UNPUBLISHED(false),
    /** From this message on the device's clock is wrong by {@code offset_ms}. */
    SKEW(false),
    /** The first message of a new boot. */
    REBOOT(false),
    /** The device says nothing from {@code ts} to {@code until_ts}, and uses up no number. */
    SILENCE(false),
    /** The connection was cut and made anew at once. */
    RECONNECT(false),
    /** The gateway has no connection from {@code ts} to {@code until_ts}. */
    OFFLINE(false),
    /** The device has heard what is desired; {@code seq} is the version of the shadow. */
    SHADOW_DELTA(false),
    /** The device has dropped a delta no newer than what it knew. */
    SHADOW_STALE(false),
    /** The device has done what it could of what is desired. */
    SHADOW_APPLIED(false),
    /** There are values that the device cannot take, on purpose. */
    SHADOW_FAILED(false),
    /** The device does nothing, on purpose. */
    SHADOW_IGNORED(false),
    /** The device has gone back to the former values, on purpose. */
    SHADOW_FLAPPED(false),
    /** A report of the device has become part of the shadow. */
    SHADOW_REPORTED(false),
    /** A request of the device was refused for good. */
    SHADOW_REFUSED(false),
    /** A command has taken effect. */
    COMMAND_DONE(false),
    /** A command has failed: unknown, too late, or on purpose. */
    COMMAND_FAILED(false),
    /** A command is never answered, on purpose. */
    COMMAND_IGNORED(false),
    /** A command has come again, and had no effect. */
    COMMAND_REPEATED(false),
    /** What came as a command was none. */
    COMMAND_UNREADABLE(false),
    /** The device has begun a job. */
    JOB_BEGUN(false),
    /** The device has done a job. */
    JOB_SUCCEEDED(false),
    /** A job has failed on the device, or on purpose. */
    JOB_FAILED(false),
    /** The device does not want a job. */
    JOB_REJECTED(false),
    /** A job was over before the device had told what became of it. */
    JOB_LOST(false);

    private static final Map<String, TruthKind> BY_LABEL =
            Arrays.stream(values())
                    .collect(Collectors.toMap(TruthKind::label, Function.identity()));

    private final boolean published;

    TruthKind(boolean published) {
        this.published = published;
    }

    /** Whether the line stands for one message given to the broker. */
    public boolean published() {
        return published;
    }

    /** Whether it is about what a device was told, and not about readings. */
    public boolean ofAgent() {
        return compareTo(SHADOW_DELTA) >= 0;
    }

    /** Name in the file, such as {@code buffer-drop}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind of a name; every name that is not one of these is a way of being malformed. */
    static TruthKind ofLabel(String label) {
        return BY_LABEL.getOrDefault(label, MALFORMED);
    }
}
