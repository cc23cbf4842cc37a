package io.fleetstream.jobs.common;

import java.util.List;
import java.util.Locale;

/** Which settings are never shown; a path to a secret's file may be. */
final class SecretKeys {
    private static final List<String> MARKS =
            List.of("password", "secret", "token", "apikey", "api-key", "credential", "jaas");

    private SecretKeys() {}

    static boolean isSecret(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return !lower.endsWith("-file") && MARKS.stream().anyMatch(lower::contains);
    }
}
