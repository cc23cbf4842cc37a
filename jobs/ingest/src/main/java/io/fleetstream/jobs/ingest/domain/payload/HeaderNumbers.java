package io.fleetstream.jobs.ingest.domain.payload;

/** Whole numbers in headers, read from their digits. */
public final class HeaderNumbers {
    /** No number. */
    public static final long NONE = -1;

    private static final int MOST_DIGITS = 18;

    private HeaderNumbers() {}

    /** The number that 1 to 19 digits stand for; {@link #NONE} for anything else. */
    public static long parse(byte[] digits) {
        if (digits.length == 0 || digits.length > MOST_DIGITS + 1) {
            return NONE;
        }
        long number = 0;
        for (byte b : digits) {
            int digit = b - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            number = number * 10 + digit;
        }
        // Nineteen digits beyond 2^63 - 1 come out negative.
        return number < 0 ? NONE : number;
    }

    /** Microseconds of an epoch time whose unit is told by its magnitude. */
    public static long micros(long time) {
        return DeviceTime.ofNumber(time);
    }
}
