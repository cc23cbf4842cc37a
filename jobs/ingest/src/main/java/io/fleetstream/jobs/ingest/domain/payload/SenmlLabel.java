package io.fleetstream.jobs.ingest.domain.payload;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Labels of SenML records (RFC 8428, sections 4 and 6): in JSON, and as integers in CBOR. */
enum SenmlLabel {
    BASE_VERSION("bver", -1),
    BASE_NAME("bn", -2),
    BASE_TIME("bt", -3),
    BASE_UNIT("bu", -4),
    BASE_VALUE("bv", -5),
    BASE_SUM("bs", -6),
    NAME("n", 0),
    UNIT("u", 1),
    VALUE("v", 2),
    STRING_VALUE("vs", 3),
    BOOLEAN_VALUE("vb", 4),
    SUM("s", 5),
    TIME("t", 6),
    DATA_VALUE("vd", 8),
    /** Labels that may be skipped, as RFC 8428 wants it; {@code ut} among them. */
    OTHER("", Integer.MIN_VALUE);

    private static final Map<String, SenmlLabel> BY_NAME =
            Arrays.stream(values())
                    .filter(label -> !label.name.isEmpty())
                    .collect(Collectors.toUnmodifiableMap(label -> label.name, label -> label));
    private static final Map<String, SenmlLabel> BY_NUMBER =
            Arrays.stream(values())
                    .filter(label -> !label.name.isEmpty())
                    .collect(Collectors.toUnmodifiableMap(label -> label.number, label -> label));

    private final String name;
    private final String number;

    SenmlLabel(String name, int number) {
        this.name = name;
        this.number = Integer.toString(number);
    }

    /**
     * What a member's name means.
     *
     * @param binary whether the records are CBOR, where labels are integers
     */
    static SenmlLabel of(String name, boolean binary) {
        SenmlLabel label = BY_NAME.get(name);
        if (label == null && binary) {
            label = BY_NUMBER.get(name);
        }
        return label == null ? OTHER : label;
    }
}
