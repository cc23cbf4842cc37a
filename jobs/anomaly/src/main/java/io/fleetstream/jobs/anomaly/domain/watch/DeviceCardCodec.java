package io.fleetstream.jobs.anomaly.domain.watch;

import io.fleetstream.jobs.anomaly.domain.bytes.ByteReader;
import io.fleetstream.jobs.anomaly.domain.bytes.ByteWriter;
import io.fleetstream.jobs.anomaly.domain.presence.PresenceState;
import java.util.List;

/** Cards of devices as bytes, in a form with a version. */
public final class DeviceCardCodec {
    private static final int WITHOUT_DETECTORS = 1;
    private static final int VERSION = 2;

    private DeviceCardCodec() {}

    /** A card as bytes. */
    public static byte[] write(DeviceCard card) {
        ByteWriter out = new ByteWriter().put(VERSION);
        card.attributes.write(out);
        out.putUnsigned(card.values.size());
        card.values.forEach((metric, value) -> out.putText(metric).putDouble(value));
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
        out.putSigned(card.greatest).putSigned(card.decided).putSigned(card.lag);
        out.putSigned(card.timer).putSigned(card.presenceTimer);
        out.putUnsigned(card.detectors.size());
        card.detectors.forEach(
                (rule, detector) ->
                        out.putText(rule)
                                .putSigned(detector.settings())
                                .putDouble(detector.severity())
                                .putBytes(detector.state()));
        return out.toBytes();
    }

    /** A card of bytes. */
    public static DeviceCard read(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        int version = in.get();
        if (version != VERSION && version != WITHOUT_DETECTORS) {
            throw new IllegalStateException("state of a device has an unknown form");
        }
        DeviceCard card = new DeviceCard();
        card.attributes = Attributes.read(in);
        for (int left = in.getCount(); left > 0; left--) {
            card.values.put(in.getText(), in.getDouble());
        }
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
        card.greatest = in.getSigned();
        card.decided = in.getSigned();
        card.lag = in.getSigned();
        card.timer = in.getSigned();
        card.presenceTimer = in.getSigned();
        if (version == WITHOUT_DETECTORS) {
            return card;
        }
        for (int left = in.getCount(); left > 0; left--) {
            card.detectors.put(
                    in.getText(),
                    new DetectorEntry((int) in.getSigned(), in.getDouble(), in.getBytes()));
        }
        return card;
    }

    /** What is kept of a reading that was judged: its place. */
    static Sample place(Sample sample) {
        return new Sample(
                sample.time(),
                sample.arrival(),
                sample.partition(),
                sample.offset(),
                sample.index(),
                List.of());
    }
}
