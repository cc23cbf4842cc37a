package io.fleetstream.jobs.anomaly.domain.watch;

import io.fleetstream.jobs.anomaly.domain.bytes.ByteReader;
import io.fleetstream.jobs.anomaly.domain.presence.PresenceState;
import io.fleetstream.schemas.DeviceTraits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that is remembered of a device. Bounded by the rules: values and alarms of what they name,
 * and the readings of the reorder bound, at most {@link DeviceDesk#MOST_WAITING}.
 */
public final class DeviceCard {
    /** No time. */
    static final long NONE = Long.MIN_VALUE;

    private static final AttributesEntry UNKNOWN = AttributesEntry.of(Attributes.UNKNOWN);

    /** What is said of the device. */
    AttributesEntry said = UNKNOWN;

    /** Last values by metric, of those that rules name. */
    LastValues values = new LastValues();

    /** Alarms by rule, of those with anything to remember. */
    final Map<String, AlarmEntry> alarms = new TreeMap<>();

    /** What detectors know; few, so that they are looked for one by one. */
    final List<DetectorEntry> detectors = new ArrayList<>(0);

    /** Presence by rule. */
    final Map<String, PresenceState> presence = new TreeMap<>();

    /** Readings that wait for others to come before them, in order. */
    final List<Sample> waiting = new ArrayList<>();

    /** Orders that wait likewise, in order of their times. */
    final List<Order> orders = new ArrayList<>();

    /** The last reading that was judged, without its values; null if none was. */
    Sample judged;

    /** Greatest event time. */
    long greatest = NONE;

    /** Event time that was decided without a reading. */
    long decided = NONE;

    /** How long readings travel, as the last one did. */
    long lag;

    /** When the caller will look at what falls due next; it keeps that here. */
    long timer = NONE;

    /** When it will look at presence, which may be later than it falls due. */
    long presenceTimer = NONE;

    private Attributes described;
    private DeviceTraits traits;

    /** The device as selectors ask for it. */
    @SuppressWarnings("ReferenceEquality")
    DeviceTraits traits(String device) {
        Attributes attributes = attributes();
        if (described != attributes) {
            described = attributes;
            traits = attributes.traits(device);
        }
        return traits;
    }

    /** Whether a new card would do. */
    public boolean isBlank() {
        return values.isEmpty()
                && alarms.isEmpty()
                && detectors.isEmpty()
                && presence.isEmpty()
                && waiting.isEmpty()
                && orders.isEmpty()
                && judged == null
                && attributes().equals(Attributes.UNKNOWN);
    }

    /** How far a reading lies behind the youngest one there was, in milliseconds. */
    public long behind(Sample sample) {
        return greatest == NONE ? 0 : greatest - sample.time();
    }

    /** What is said of the device. */
    public Attributes attributes() {
        return said.get();
    }

    /**
     * Whether a reading says where the device is, and with which firmware, as is known already;
     * passes over it if so.
     *
     * @param reading organisation, site, type, model and firmware come next
     */
    public boolean isDescribedBy(ByteReader reading) {
        return said.isSaidBy(reading);
    }
}
