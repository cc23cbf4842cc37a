package io.fleetstream.jobs.shadow.domain.tree;

import java.math.BigInteger;

/**
 * Compares JSON numbers by value from their text, without loss: 1, 1.0 and 10e-1 are equal, and a
 * number of any length or exponent costs no more than its text.
 */
public final class Numbers {
    private static final int MOST_ZEROS = 20;
    private static final BigInteger PLAIN = BigInteger.valueOf(MOST_ZEROS);

    private Numbers() {}

    /**
     * One spelling for all numbers of a value: plain where that takes few zeros, otherwise digits
     * and exponent.
     *
     * @param number as JSON spells it
     */
    public static String plain(String number) {
        return Decimal.of(Text.of(number)).plain();
    }

    static boolean same(Text a, Text b) {
        return a.equals(b) || Decimal.of(a).same(Decimal.of(b));
    }

    /** Sign, digits without zeros at either end, and the exponent of the last of them. */
    private record Decimal(boolean negative, String digits, BigInteger exponent) {
        static Decimal of(Text text) {
            boolean negative = text.at(0) == '-';
            StringBuilder digits = new StringBuilder(text.length());
            int fraction = 0;
            boolean afterPoint = false;
            int i = negative ? 1 : 0;
            for (; i < text.length(); i++) {
                byte c = text.at(i);
                if (c == '.') {
                    afterPoint = true;
                } else if (c == 'e' || c == 'E') {
                    break;
                } else {
                    fraction += afterPoint ? 1 : 0;
                    if (c != '0' || digits.length() > 0) {
                        digits.append((char) c);
                    }
                }
            }
            BigInteger exponent = exponent(text, i).subtract(BigInteger.valueOf(fraction));
            int end = digits.length();
            while (end > 0 && digits.charAt(end - 1) == '0') {
                end--;
            }
            if (end == 0) {
                return new Decimal(false, "", BigInteger.ZERO);
            }
            int zeros = digits.length() - end;
            return new Decimal(
                    negative, digits.substring(0, end), exponent.add(BigInteger.valueOf(zeros)));
        }

        private static BigInteger exponent(Text text, int e) {
            if (e == text.length()) {
                return BigInteger.ZERO;
            }
            boolean negative = text.at(e + 1) == '-';
            int start = text.at(e + 1) == '-' || text.at(e + 1) == '+' ? e + 2 : e + 1;
            while (start < text.length() - 1 && text.at(start) == '0') {
                start++;
            }
            String digits = text.toString().substring(start);
            BigInteger value = new BigInteger(digits);
            return negative ? value.negate() : value;
        }

        String plain() {
            String sign = negative ? "-" : "";
            if (digits.isEmpty()) {
                return "0";
            }
            if (exponent.abs().compareTo(PLAIN) > 0) {
                return sign + digits + "e" + exponent;
            }
            int shift = exponent.intValue();
            if (shift >= 0) {
                return sign + digits + "0".repeat(shift);
            }
            String padded = "0".repeat(Math.max(0, 1 - shift - digits.length())) + digits;
            int point = padded.length() + shift;
            return sign + padded.substring(0, point) + "." + padded.substring(point);
        }

        boolean same(Decimal that) {
            return negative == that.negative
                    && exponent.equals(that.exponent)
                    && digits.equals(that.digits);
        }
    }
}
