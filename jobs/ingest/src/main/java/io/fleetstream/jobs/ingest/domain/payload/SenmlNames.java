package io.fleetstream.jobs.ingest.domain.payload;

/**
 * Takes a device's own id off the global names of SenML: {@code d1:temperature}, {@code d1/…},
 * {@code d1.…} and {@code urn:dev:…:d1:…} (RFC 9039, there also with an underscore). A name that
 * does not begin with the device's id stays as it is.
 */
final class SenmlNames {
    private static final String URN = "urn:dev:";

    private final String deviceId;

    /** For the names of one device. */
    SenmlNames(String deviceId) {
        this.deviceId = deviceId;
    }

    /** What a name calls the quantity; empty if it names the device alone. */
    String metric(String name) {
        if (name.startsWith(deviceId)) {
            return behind(name, deviceId.length(), ":/.");
        }
        if (name.startsWith(URN)) {
            int at = name.indexOf(":" + deviceId, URN.length() - 1);
            return at < 0 ? name : behind(name, at + 1 + deviceId.length(), ":/._");
        }
        return name;
    }

    private static String behind(String name, int end, String separators) {
        if (end == name.length()) {
            return "";
        }
        return separators.indexOf(name.charAt(end)) < 0 ? name : name.substring(end + 1);
    }
}
