package io.fleetstream.schemas;

import static io.fleetstream.schemas.Reason.Outcome.COUNTED;
import static io.fleetstream.schemas.Reason.Outcome.DEAD_LETTER;
import static io.fleetstream.schemas.Reason.Outcome.DEAD_LETTER_OR_FLAGGED;
import static io.fleetstream.schemas.Reason.Outcome.FLAGGED;
import static io.fleetstream.schemas.Reason.Outcome.RESERVED;

import io.fleetstream.schemas.Reason.Outcome;
import io.fleetstream.schemas.Reason.Stage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The meaning of every {@link ReasonCode}; the table in this module's README is made from it. */
public final class Reasons {
    private static final Map<ReasonCode, Reason> ALL = new EnumMap<>(ReasonCode.class);

    static {
        add(
                ReasonCode.UNSPECIFIED,
                Stage.NONE,
                RESERVED,
                "Written by a newer release, with a code this one does not know.",
                "Read it with the release that wrote it.");

        add(
                ReasonCode.TOO_LARGE,
                Stage.DECODE,
                DEAD_LETTER,
                "The payload is larger than Kafka or the job accepts, or inflates to more than"
                        + " that.",
                "Let the device send smaller batches; the first 64 KiB are in the dead letter.");
        add(
                ReasonCode.UNSUPPORTED_ENCODING,
                Stage.DECODE,
                DEAD_LETTER,
                "The content encoding is not gzip or zlib, the bytes are not of that encoding, or"
                        + " the content type is none of JSON, CBOR and SenML in them.",
                "Correct the content type, or the user property content-encoding, of the device.");
        add(
                ReasonCode.NOT_UTF8,
                Stage.DECODE,
                DEAD_LETTER,
                "The payload is not UTF-8.",
                "Look for a binary or compressed payload without content-encoding.");
        add(
                ReasonCode.NOT_JSON,
                Stage.DECODE,
                DEAD_LETTER,
                "The payload is not one JSON value (where it says so, not one CBOR item), or names"
                        + " a field or metric twice.",
                "Look for cut messages; the bytes are in the dead letter.");
        add(
                ReasonCode.TOO_DEEP,
                Stage.DECODE,
                DEAD_LETTER,
                "The JSON is nested deeper than the parser goes.",
                "Flatten the payload; nobody nests this deep by intention.");
        add(
                ReasonCode.UNREADABLE_RECORD,
                Stage.DECODE,
                DEAD_LETTER,
                "A record of ours is not in the wire format, or its schema is not known.",
                "Look who else writes to the source topic, and at the schema registry.");

        add(
                ReasonCode.UNKNOWN_TOPIC,
                Stage.ROUTE,
                DEAD_LETTER,
                "The MQTT topic does not have the form of a device's topic.",
                "Correct the device's topic, or add a route to the bridge.");
        add(
                ReasonCode.UNKNOWN_DEVICE,
                Stage.ROUTE,
                DEAD_LETTER,
                "The registry does not know the device: refused at once, or no registration came"
                        + " while the message was parked, or too many were parked.",
                "Register the device and replay the dead letters.");
        add(
                ReasonCode.DEVICE_MISMATCH,
                Stage.ROUTE,
                DEAD_LETTER,
                "The payload names another device than the MQTT topic.",
                "Look for cloned configurations; if neither is to blame, for an intruder.");

        add(
                ReasonCode.MISSING_FIELD,
                Stage.SCHEMA,
                DEAD_LETTER,
                "The payload lacks a field it must have, a metric its device model requires, or"
                        + " has no metric at all.",
                "Correct the device; path names the field.");
        add(
                ReasonCode.WRONG_TYPE,
                Stage.SCHEMA,
                DEAD_LETTER,
                "A field has another JSON type than it must have, such as text for a value.",
                "Correct the device; path names the field.");
        add(
                ReasonCode.OUT_OF_ENUM,
                Stage.SCHEMA,
                DEAD_LETTER_OR_FLAGGED,
                "A value is outside its closed list: a metric outside the list of the device"
                        + " model is kept with quality BAD; any other field is refused.",
                "Correct the device, or the list of the model; path names the field.");
        add(
                ReasonCode.UNKNOWN_FIELD,
                Stage.SCHEMA,
                DEAD_LETTER_OR_FLAGGED,
                "A metric is not in the device model, which says (unknown_metrics) whether the"
                        + " message is refused or the value kept with quality UNCERTAIN.",
                "Add the metric to the device model.");

        add(
                ReasonCode.OUT_OF_RANGE,
                Stage.RANGE,
                FLAGGED,
                "A value is outside the range of the device model; it is kept with quality BAD.",
                "Look at the sensor, or widen the range of the model.");
        add(
                ReasonCode.NAN,
                Stage.RANGE,
                DEAD_LETTER,
                "A value is not a finite number.",
                "Let the device leave out what it could not measure.");
        add(
                ReasonCode.RATE_OF_CHANGE,
                Stage.RANGE,
                FLAGGED,
                "A value changed faster than the device model believes; it is kept with quality"
                        + " BAD.",
                "Look at the sensor, or at the rate of the model.");

        add(
                ReasonCode.UNKNOWN_UNIT,
                Stage.UNIT,
                FLAGGED,
                "The unit is not a UCUM code that converts to the unit of the device model; the"
                        + " value is kept as sent, with quality UNCERTAIN.",
                "Correct the device or its model.");

        add(
                ReasonCode.TOO_OLD,
                Stage.TIME,
                DEAD_LETTER,
                "The event time is too long before arrival.",
                "Look at the device's clock; bring recorded data in on a trusted route.");
        add(
                ReasonCode.IN_FUTURE,
                Stage.TIME,
                DEAD_LETTER,
                "The event time is too far after arrival.",
                "Look at the device's clock and at its unit of time.");
        add(
                ReasonCode.NO_TIME,
                Stage.TIME,
                FLAGGED,
                "The device sent no time; arrival time stands in, and time_source says so.",
                "Nothing, unless the device has a clock.");
        add(
                ReasonCode.SKEWED,
                Stage.TIME,
                FLAGGED,
                "The device's clock is off by a steady amount; the reading is flagged, and its"
                        + " time corrected unless the device model forbids it.",
                "Set the device's clock.");

        add(
                ReasonCode.DUPLICATE,
                Stage.DUPLICATE,
                COUNTED,
                "The message repeats one already accepted; it is in telemetry.duplicates.",
                "Nothing; at least once delivery repeats itself.");
        add(
                ReasonCode.LATE_DROPPED,
                Stage.LATE,
                DEAD_LETTER,
                "The reading is later than its device model tolerates, and the model drops such.",
                "Allow more lateness if that is usual, and replay.");
        add(
                ReasonCode.LATE_CORRECTED,
                Stage.LATE,
                FLAGGED,
                "The reading is later than its device model tolerates, and the model moves such:"
                        + " its time is arrival less the tolerance.",
                "Nothing; device_time keeps the time as sent.");
        add(
                ReasonCode.RATE_LIMITED,
                Stage.QUOTA,
                DEAD_LETTER,
                "The device sends more than its quota.",
                "Look for a device stuck in a loop; raise the quota of the model, and replay.");
        add(
                ReasonCode.SINK_REJECTED,
                Stage.SINK,
                DEAD_LETTER,
                "The database refused the row for what is in it: bytes, range or a constraint; or a"
                        + " service did not take the notice of an alarm.",
                "The message names SQLSTATE, table and column; correct the table and replay the"
                        + " message from the archive, or the device. Of a notice it names target"
                        + " and status.");
    }

    private Reasons() {}

    /** What the code means. */
    public static Reason of(ReasonCode code) {
        Reason reason = ALL.get(code);
        if (reason == null) {
            throw new IllegalArgumentException("no meaning written down for " + code);
        }
        return reason;
    }

    /** All meanings, in the order of the codes. */
    public static List<Reason> all() {
        return List.copyOf(ALL.values());
    }

    private static void add(
            ReasonCode code, Stage stage, Outcome outcome, String meaning, String action) {
        ALL.put(code, new Reason(code, stage, outcome, meaning, action));
    }
}
