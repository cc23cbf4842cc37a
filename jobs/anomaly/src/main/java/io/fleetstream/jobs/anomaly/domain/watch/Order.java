package io.fleetstream.jobs.anomaly.domain.watch;

import io.fleetstream.jobs.anomaly.domain.alarm.AlarmOrder;
import io.fleetstream.jobs.anomaly.domain.bytes.ByteReader;
import io.fleetstream.jobs.anomaly.domain.bytes.ByteWriter;
import java.util.List;

/**
 * What somebody asks of an alarm of a device.
 *
 * @param id identity
 * @param rule rule of the alarm
 * @param alarm the alarm that is meant; empty for whichever is there
 * @param order what is asked
 * @param time when; takes its place among the readings by it
 * @param until end of a snooze; 0 otherwise
 * @param actor who asks; empty if nobody says
 * @param comment why; empty if nobody says
 */
public record Order(
        String id,
        String rule,
        String alarm,
        AlarmOrder order,
        long time,
        long until,
        String actor,
        String comment) {
    /** Codes of the form; they stay although the enum may change. */
    private static final List<AlarmOrder> CODES =
            List.of(
                    AlarmOrder.ACKNOWLEDGE,
                    AlarmOrder.SNOOZE,
                    AlarmOrder.DISABLE,
                    AlarmOrder.ENABLE,
                    AlarmOrder.RESET);

    /** Appends it. */
    public void write(ByteWriter out) {
        out.putText(id).putText(rule).putText(alarm).put(CODES.indexOf(order)).putSigned(time);
        out.putSigned(until).putText(actor).putText(comment);
    }

    /** Reads what was written. */
    public static Order read(ByteReader in) {
        return new Order(
                in.getText(),
                in.getText(),
                in.getText(),
                CODES.get(in.get()),
                in.getSigned(),
                in.getSigned(),
                in.getText(),
                in.getText());
    }
}
