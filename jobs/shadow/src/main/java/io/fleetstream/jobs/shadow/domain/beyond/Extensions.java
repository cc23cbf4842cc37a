package io.fleetstream.jobs.shadow.domain.beyond;

import java.io.Serializable;

/**
 * Which of the extensions are on; without any, shadows are as in AWS.
 *
 * @param timeToLive whether desired values may have a time to live
 * @param conditionalWrites whether requests may name the versions of the sections
 * @param replace whether requests may replace sections
 * @param deadlines whether requests may say when what they desire is to be reached
 * @param conflicts what is done about concurrent and late writing, by name of the shadow
 * @param flaps when a reported value flaps
 * @param resend how a delta is sent again
 * @param requestIds how many ids of requests of a device are remembered; 0 for none
 */
public record Extensions(
        boolean timeToLive,
        boolean conditionalWrites,
        boolean replace,
        boolean deadlines,
        ConflictPolicies conflicts,
        FlapSettings flaps,
        ResendSettings resend,
        int requestIds)
        implements Serializable {
    /** As in AWS; only what is appended twice is not done twice. */
    public static final Extensions NONE =
            new Extensions(
                    false,
                    false,
                    false,
                    false,
                    ConflictPolicies.NONE,
                    FlapSettings.OFF,
                    ResendSettings.OFF,
                    64);

    /** Whether anything is read out of the user properties of requests. */
    public boolean readProperties() {
        return timeToLive
                || conditionalWrites
                || replace
                || deadlines
                || !conflicts.rules().isEmpty();
    }

    /** Whether anything is remembered beside the shadow of that name. */
    public boolean remember(String shadow) {
        return timeToLive
                || deadlines
                || flaps.isOn()
                || resend.isOn()
                || conflicts.of(shadow).isStamped();
    }

    /** Whether anything is remembered beside any shadow. */
    public boolean remember() {
        return timeToLive || deadlines || flaps.isOn() || resend.isOn() || conflicts.areStamped();
    }
}
