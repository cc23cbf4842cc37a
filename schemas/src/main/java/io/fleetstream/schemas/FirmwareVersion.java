package io.fleetstream.schemas;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version in the order of Semantic Versioning 2.0.0, a little wider: any count of numbers, those
 * that are missing being 0; a leading {@code v} and leading zeros do not matter. What follows a
 * plus sign does not count, and a pre-release comes before its release.
 */
final class FirmwareVersion implements Comparable<FirmwareVersion> {
    private static final int MAX_LENGTH = 128;
    private static final Pattern FORM =
            Pattern.compile(
                    "[vV]?(\\d+(?:\\.\\d+)*)"
                            + "(?:-([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?"
                            + "(?:\\+[0-9A-Za-z.-]+)?");
    private static final Pattern DOT = Pattern.compile("\\.");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final List<BigInteger> numbers;
    private final List<String> preRelease;

    private FirmwareVersion(List<BigInteger> numbers, List<String> preRelease) {
        this.numbers = numbers;
        this.preRelease = preRelease;
    }

    /** The version in the text; empty if it is none. */
    static Optional<FirmwareVersion> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (text.length() > MAX_LENGTH || !matcher.matches()) {
            return Optional.empty();
        }
        List<BigInteger> numbers = new ArrayList<>();
        for (String part : DOT.split(matcher.group(1), -1)) {
            numbers.add(new BigInteger(part));
        }
        String pre = matcher.group(2);
        return Optional.of(
                new FirmwareVersion(
                        numbers, pre == null ? List.of() : List.of(DOT.split(pre, -1))));
    }

    @Override
    public int compareTo(FirmwareVersion other) {
        for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
            int order = number(i).compareTo(other.number(i));
            if (order != 0) {
                return order;
            }
        }
        if (preRelease.isEmpty() || other.preRelease.isEmpty()) {
            return Boolean.compare(preRelease.isEmpty(), other.preRelease.isEmpty());
        }
        for (int i = 0; i < Math.min(preRelease.size(), other.preRelease.size()); i++) {
            int order = compareIdentifiers(preRelease.get(i), other.preRelease.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(preRelease.size(), other.preRelease.size());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FirmwareVersion that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        // numbers that are missing are 0, and a sum does not see them
        int hash = preRelease.size();
        for (BigInteger number : numbers) {
            hash += number.hashCode();
        }
        return hash;
    }

    private BigInteger number(int index) {
        return index < numbers.size() ? numbers.get(index) : BigInteger.ZERO;
    }

    private static int compareIdentifiers(String one, String other) {
        boolean number = NUMBER.matcher(one).matches();
        boolean otherNumber = NUMBER.matcher(other).matches();
        if (number && otherNumber) {
            return new BigInteger(one).compareTo(new BigInteger(other));
        }
        // numbers come before words
        return number == otherNumber ? one.compareTo(other) : number ? -1 : 1;
    }
}
