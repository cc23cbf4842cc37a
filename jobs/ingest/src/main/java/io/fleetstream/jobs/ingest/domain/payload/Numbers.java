package io.fleetstream.jobs.ingest.domain.payload;

/**
 * Reads a number as JSON writes it, up to 18 digits and without exponent; gives up at any other.
 */
final class Numbers {
    /** Up to so many digits the quotient of two exact doubles is the nearest double. */
    static final int EXACT_DIGITS = 15;

    private static final int MOST_DIGITS = 18;
    private static final long HIGH_HALVES = 0xF0F0_F0F0_F0F0_F0F0L;
    private static final long ZEROS = 0x3030_3030_3030_3030L;
    private static final long SIXES = 0x0606_0606_0606_0606L;
    private static final long FIRST_AND_THIRD = 0x0000_00FF_0000_00FFL;
    private static final double[] POWERS = new double[MOST_DIGITS + 1];

    static {
        double power = 1;
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = power;
            power *= 10;
        }
    }

    private long mantissa;
    private int digits;
    private int fraction;
    private boolean negative;

    /** Reads the number that begins there; where it ends, or -1 if it is not of this kind. */
    int read(byte[] in, int start) {
        int end = in.length;
        int i = start;
        negative = i < end && in[i] == '-';
        if (negative) {
            i++;
        }
        int first = i;
        // More digits than fit are counted all the same; the caller looks before it takes them.
        long number = 0;
        if (i + Long.BYTES <= end) {
            long eight = (long) AsciiText.LONG.get(in, i);
            if (areDigits(eight)) {
                number = numberOf(eight);
                i += Long.BYTES;
            }
        }
        int digit;
        while (i < end && (digit = in[i] - '0') >= 0 && digit <= 9) {
            number = number * 10 + digit;
            i++;
        }
        int whole = i - first;
        if (whole == 0 || (whole > 1 && in[first] == '0')) {
            return -1;
        }
        fraction = 0;
        if (i < end && in[i] == '.') {
            int point = i++;
            while (i < end && (digit = in[i] - '0') >= 0 && digit <= 9) {
                number = number * 10 + digit;
                i++;
            }
            fraction = i - point - 1;
            if (fraction == 0) {
                return -1;
            }
        }
        mantissa = number;
        digits = whole + fraction;
        if (digits > MOST_DIGITS || (negative && number == 0) || isExponent(in, i)) {
            // Minus zero has a sign in one spelling and none in the other.
            return -1;
        }
        return i;
    }

    /** The digits as one number, without sign and point. */
    long mantissa() {
        return mantissa;
    }

    /** How many digits there are, leading zeros included. */
    int digits() {
        return digits;
    }

    boolean isNegative() {
        return negative;
    }

    boolean isWhole() {
        return fraction == 0;
    }

    /** The number; the nearest double for up to {@value #EXACT_DIGITS} digits. */
    double value() {
        double value = fraction == 0 ? mantissa : mantissa / POWERS[fraction];
        return negative ? -value : value;
    }

    /** Whether all eight characters are digits. */
    private static boolean areDigits(long eight) {
        return (eight & HIGH_HALVES) == ZEROS && ((eight + SIXES) & HIGH_HALVES) == ZEROS;
    }

    /** What eight digits stand for, the first in the lowest byte: by pairs, fours and eight. */
    private static long numberOf(long eight) {
        long pairs = eight - ZEROS;
        pairs = pairs * 10 + (pairs >>> 8);
        return ((pairs & FIRST_AND_THIRD) * 0x000F_4240_0000_0064L
                        + ((pairs >>> 16) & FIRST_AND_THIRD) * 0x0000_2710_0000_0001L)
                >>> 32;
    }

    private static boolean isExponent(byte[] in, int at) {
        return at < in.length && (in[at] == 'e' || in[at] == 'E');
    }
}
