package io.fleetstream.jobs.anomaly.domain.watch;

import io.fleetstream.jobs.anomaly.domain.bytes.ByteReader;
import io.fleetstream.jobs.anomaly.domain.bytes.ByteWriter;
import io.fleetstream.jobs.anomaly.domain.bytes.Texts;
import io.fleetstream.jobs.anomaly.domain.presence.PresenceState;

/** Cards of devices as bytes, in a form with a version. One thread. */
public final class DeviceCardCodec {
    private static final int WITHOUT_DETECTORS = 1;
    private static final int WITH_LONG_TIMES = 2;
    private static final int WITH_NAMED_DETECTORS = 3;
    private static final int WITH_ATTRIBUTES_BARE = 4;
    private static final int VERSION = 5;

    private final Texts texts;
    private final ByteWriter out = new ByteWriter();

    /** With texts of its own. */
    public DeviceCardCodec() {
        this(new Texts());
    }

    /** With texts it shares with somebody else in its thread. */
    public DeviceCardCodec(Texts texts) {
        this.texts = texts;
    }

    /** A card as bytes. */
    public byte[] write(DeviceCard card) {
        return write(card, null);
    }

    /**
     * A card as bytes, and a few zeros. Cards of millions of devices are old when their next
     * reading comes; what is overwritten need not be collected.
     *
     * @param before overwritten and returned if it is of a fitting length: the card that was read
     *     from there is of no use any more; null for none
     */
    public byte[] write(DeviceCard card, byte[] before) {
        out.clear().put(VERSION);
        card.said.write(out);
        card.values.write(out);
        out.putUnsigned(card.alarms.size());
        card.alarms.forEach(
                (rule, alarm) ->
                        out.putText(rule)
                                .putUnsigned(alarm.version())
                                .putSigned(alarm.due())
                                .putBytes(alarm.state()));
        out.putUnsigned(card.presence.size());
        card.presence.forEach(
                (rule, presence) -> {
                    out.putText(rule);
                    presence.write(out);
                });
        out.putUnsigned(card.waiting.size());
        card.waiting.forEach(sample -> sample.write(out));
        out.putUnsigned(card.orders.size());
        card.orders.forEach(order -> order.write(out));
        out.put(card.judged == null ? 0 : 1);
        if (card.judged != null) {
            card.judged.write(out);
        }
        putTime(out, card.greatest);
        putTime(out, card.decided);
        out.putSigned(card.lag);
        putTime(out, card.timer);
        putTime(out, card.presenceTimer);
        out.putUnsigned(card.detectors.size());
        for (DetectorEntry detector : card.detectors) {
            out.putFixed(detector.key());
            out.putDouble(detector.severity()).putBytes(detector.state());
        }
        return out.toBytes(before);
    }

    /** A card of bytes, which nobody may write into as long as it is used. */
    public DeviceCard read(byte[] bytes) {
        ByteReader in = new ByteReader(bytes, texts);
        int version = in.get();
        if (version < WITHOUT_DETECTORS || version > VERSION) {
            throw new IllegalStateException("state of a device has an unknown form");
        }
        DeviceCard card = new DeviceCard();
        card.said =
                version <= WITH_ATTRIBUTES_BARE
                        ? AttributesEntry.of(Attributes.read(in))
                        : AttributesEntry.read(in);
        card.values = LastValues.read(in);
        for (int left = in.getCount(); left > 0; left--) {
            card.alarms.put(
                    in.getText(),
                    new AlarmEntry((int) in.getUnsigned(), in.getSigned(), in.getBytes()));
        }
        for (int left = in.getCount(); left > 0; left--) {
            card.presence.put(in.getText(), PresenceState.read(in));
        }
        for (int left = in.getCount(); left > 0; left--) {
            card.waiting.add(Sample.read(in));
        }
        for (int left = in.getCount(); left > 0; left--) {
            card.orders.add(Order.read(in));
        }
        card.judged = in.get() == 0 ? null : Sample.read(in);
        boolean longTimes = version <= WITH_LONG_TIMES;
        card.greatest = longTimes ? in.getSigned() : getTime(in);
        card.decided = longTimes ? in.getSigned() : getTime(in);
        card.lag = in.getSigned();
        card.timer = longTimes ? in.getSigned() : getTime(in);
        card.presenceTimer = longTimes ? in.getSigned() : getTime(in);
        if (version == WITHOUT_DETECTORS) {
            return card;
        }
        for (int left = in.getCount(); left > 0; left--) {
            long key = version <= WITH_NAMED_DETECTORS ? getNamedKey(in) : in.getFixed();
            card.detectors.add(new DetectorEntry(key, in.getDouble(), in.getBytes()));
        }
        return card;
    }

    /** Mostly there is none, which as a number would take ten bytes. */
    private static void putTime(ByteWriter out, long time) {
        if (time == DeviceCard.NONE) {
            out.put(0);
        } else {
            out.put(1).putSigned(time);
        }
    }

    private static long getTime(ByteReader in) {
        return in.get() == 0 ? DeviceCard.NONE : in.getSigned();
    }

    private static long getNamedKey(ByteReader in) {
        String rule = in.getText();
        return DetectorEntry.key(rule, (int) in.getSigned());
    }
}
