package io.fleetstream.bridge.config;

import java.time.Duration;

/** Checks that name key, value and accepted range when they fail. */
final class Checks {
    private Checks() {}

    static void check(boolean ok, String key, Object value, String accepted) {
        if (!ok) {
            throw new ConfigException(
                    key + ": " + value + " is not accepted; expected " + accepted);
        }
    }

    static void range(String key, long value, long least, long most) {
        check(value >= least && value <= most, key, value, least + " to " + most);
    }

    static void positive(String key, Duration value) {
        check(!value.isNegative() && !value.isZero(), key, value, "a positive duration");
    }

    static void atMost(String key, Duration value, Duration most) {
        check(
                !value.isNegative() && value.compareTo(most) <= 0,
                key,
                value,
                "a duration from PT0S to " + most);
    }

    static void notBlank(String key, String value) {
        check(!value.isBlank(), key, "'" + value + "'", "a text that is not empty");
    }
}
