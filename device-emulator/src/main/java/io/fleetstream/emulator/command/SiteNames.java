package io.fleetstream.emulator.command;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Reads {@code 3} as site-1, site-2, site-3, and {@code north,south} as it stands. */
final class SiteNames {
    private SiteNames() {}

    static List<String> parse(String text) {
        if (text.matches("[1-9]\\d{0,5}")) {
            return IntStream.rangeClosed(1, Integer.parseInt(text))
                    .mapToObj(i -> "site-" + i)
                    .toList();
        }
        List<String> names = Arrays.asList(text.split(",", -1));
        for (String name : names) {
            if (!name.matches("[a-z0-9_-]+")) {
                throw new IllegalArgumentException(
                        "site '" + name + "' must be made of a-z, 0-9, _ and -");
            }
        }
        return names;
    }
}
