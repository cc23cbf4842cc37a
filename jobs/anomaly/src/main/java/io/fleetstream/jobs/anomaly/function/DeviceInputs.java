package io.fleetstream.jobs.anomaly.function;

import io.fleetstream.jobs.anomaly.domain.bytes.ByteReader;
import io.fleetstream.jobs.anomaly.domain.bytes.ByteWriter;
import io.fleetstream.jobs.anomaly.domain.watch.Attributes;
import io.fleetstream.jobs.anomaly.domain.watch.Order;
import io.fleetstream.jobs.anomaly.domain.watch.Sample;
import io.fleetstream.jobs.anomaly.domain.watch.Shadow;

/** The kinds of {@link DeviceInput} and what is in them. */
final class DeviceInputs {
    static final int READING = 0;
    static final int ORDER = 1;
    static final int STATUS = 2;
    static final int DESCRIPTION = 3;
    static final int REMOVAL = 4;
    static final int SHADOW = 5;

    private DeviceInputs() {}

    /** A reading, with what it says of the device. */
    static DeviceInput reading(String device, Place place, Sample sample) {
        ByteWriter out = new ByteWriter();
        out.putText(place.org()).putText(place.site()).putText(place.type());
        out.putText(place.model()).putText(place.firmware());
        sample.write(out);
        return new DeviceInput(device, READING, out.toBytes());
    }

    static DeviceInput order(String device, Order order) {
        ByteWriter out = new ByteWriter();
        order.write(out);
        return new DeviceInput(device, ORDER, out.toBytes());
    }

    /** What a device says of itself; arrival in epoch milliseconds. */
    static DeviceInput status(String device, boolean online, long arrival) {
        return new DeviceInput(
                device, STATUS, new ByteWriter().put(online ? 1 : 0).putSigned(arrival).toBytes());
    }

    /** The registry's row. */
    static DeviceInput description(String device, Attributes attributes) {
        ByteWriter out = new ByteWriter();
        attributes.write(out);
        return new DeviceInput(device, DESCRIPTION, out.toBytes());
    }

    /** The classic shadow; none for one that is gone. */
    static DeviceInput shadow(String device, Shadow shadow) {
        ByteWriter out = new ByteWriter();
        shadow.write(out);
        return new DeviceInput(device, SHADOW, out.toBytes());
    }

    /** The registry has no such device any more. */
    static DeviceInput removal(String device) {
        return new DeviceInput(device, REMOVAL, new byte[0]);
    }

    /** Where a reading says its device is; empty texts where it does not say. */
    record Place(String org, String site, String type, String model, String firmware) {
        static Place read(ByteReader in) {
            return new Place(in.getText(), in.getText(), in.getText(), in.getText(), in.getText());
        }

        /** What is known after a reading that says this. */
        Attributes in(Attributes known) {
            boolean same =
                    known.org().equals(org)
                            && known.site().equals(site)
                            && known.type().equals(type)
                            && known.model().equals(model)
                            && known.firmware().equals(firmware);
            return same ? known : known.withPlace(org, site, type, model, firmware);
        }
    }
}
