package io.fleetstream.schemas;

import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * One condition on one trait.
 *
 * @param trait org, site, type, model, hardware, status, device, firmware, or tag.NAME
 * @param comparison how it is compared
 * @param values with what; one of them unless for equality; none for any value at all
 */
record SelectorTerm(String trait, Comparison comparison, List<String> values) {
    static final String FIRMWARE = "firmware";
    static final String TAG = "tag.";

    private static final Pattern BARE = Pattern.compile("[^\\s,|()\"=!<>*]+");

    /** Signs, and which orders they accept. */
    enum Comparison {
        EQUAL("="),
        NOT_EQUAL("!="),
        LESS("<"),
        AT_MOST("<="),
        MORE(">"),
        AT_LEAST(">=");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }

        boolean isEquality() {
            return this == EQUAL || this == NOT_EQUAL;
        }

        private boolean accepts(int order) {
            return switch (this) {
                case EQUAL -> order == 0;
                case NOT_EQUAL -> order != 0;
                case LESS -> order < 0;
                case AT_MOST -> order <= 0;
                case MORE -> order > 0;
                case AT_LEAST -> order >= 0;
            };
        }
    }

    boolean matches(DeviceTraits device) {
        String actual = value(device);
        if (comparison.isEquality()) {
            boolean equal = actual != null && (values.isEmpty() || isOneOf(actual));
            return equal == (comparison == Comparison.EQUAL);
        }
        if (actual == null) {
            return false;
        }
        Optional<FirmwareVersion> version = FirmwareVersion.parse(actual);
        return version.isPresent()
                && comparison.accepts(
                        version.get()
                                .compareTo(FirmwareVersion.parse(values.get(0)).orElseThrow()));
    }

    private boolean isOneOf(String actual) {
        if (values.contains(actual)) {
            return true;
        }
        if (!trait.equals(FIRMWARE)) {
            return false;
        }
        Optional<FirmwareVersion> version = FirmwareVersion.parse(actual);
        return version.isPresent()
                && values.stream().map(FirmwareVersion::parse).anyMatch(version::equals);
    }

    private String value(DeviceTraits device) {
        return switch (trait) {
            case "org" -> device.org();
            case "site" -> device.site();
            case "type" -> device.type();
            case "model" -> device.model();
            case "hardware" -> device.hardware();
            case "status" -> device.status();
            case "device" -> device.deviceId();
            case FIRMWARE -> device.firmware();
            default -> device.tags().get(trait.substring(TAG.length()));
        };
    }

    @Override
    public String toString() {
        if (values.isEmpty()) {
            return trait + comparison.sign() + "*";
        }
        StringJoiner all = new StringJoiner("|", trait + comparison.sign(), "");
        values.forEach(value -> all.add(quoted(value)));
        return all.toString();
    }

    private static String quoted(String value) {
        return BARE.matcher(value).matches()
                ? value
                : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
