package io.fleetstream.jobs.common;

/** A setting is missing, wrong or unknown; the message says which, and what is expected. */
public final class SettingsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    SettingsException(String message) {
        super(message);
    }

    static SettingsException wrong(String key, String value, String expected) {
        return new SettingsException(
                "--"
                        + key
                        + " is "
                        + (SecretKeys.isSecret(key) ? "***" : "'" + value + "'")
                        + ", expected "
                        + expected);
    }
}
