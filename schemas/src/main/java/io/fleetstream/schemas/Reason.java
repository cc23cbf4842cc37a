package io.fleetstream.schemas;

/**
 * What a {@link ReasonCode} means.
 *
 * @param code the code
 * @param stage check that gives it
 * @param outcome what happens to the record
 * @param meaning what was wrong, one sentence
 * @param action what to do about it, one sentence
 */
public record Reason(ReasonCode code, Stage stage, Outcome outcome, String meaning, String action) {

    /** Checks in the order a record passes them. */
    public enum Stage {
        /** Not known. */
        NONE,
        /** From bytes to text and JSON. */
        DECODE,
        /** From MQTT topic to device. */
        ROUTE,
        /** Shape of the payload. */
        SCHEMA,
        /** Values against the device model. */
        RANGE,
        /** Units against the device model. */
        UNIT,
        /** Event time against arrival. */
        TIME,
        /** Sequence numbers. */
        DUPLICATE,
        /** Against the device's own greatest event time. */
        LATE,
        /** Messages per time. */
        QUOTA,
        /** Tables and files. */
        SINK
    }

    /** What becomes of a record with this reason. */
    public enum Outcome {
        /** It is in the dead-letter topic and nowhere else. */
        DEAD_LETTER,
        /** It is kept and carries the fault as a flag or quality; the code only counts it. */
        FLAGGED,
        /** One of the two above, by the rule the meaning names. */
        DEAD_LETTER_OR_FLAGGED,
        /** It is dropped and counted, because it repeats one already kept. */
        COUNTED,
        /** No stage of this release gives it; the code is taken, so that it never means another. */
        RESERVED
    }
}
