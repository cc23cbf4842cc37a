package io.fleetstream.jobs.ingest.domain.units;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * An exact rational number in lowest terms.
 *
 * @param numerator of any sign
 * @param denominator positive
 */
record Ratio(BigInteger numerator, BigInteger denominator) {
    static final Ratio ZERO = of(BigDecimal.ZERO);
    static final Ratio ONE = of(BigDecimal.ONE);

    /** Exactly the decimal number. */
    static Ratio of(BigDecimal decimal) {
        return decimal.scale() <= 0
                ? new Ratio(decimal.toBigIntegerExact(), BigInteger.ONE)
                : reduced(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()));
    }

    Ratio times(Ratio other) {
        return reduced(
                numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    /** Not by zero. */
    Ratio dividedBy(Ratio other) {
        BigInteger above = numerator.multiply(other.denominator);
        BigInteger below = denominator.multiply(other.numerator);
        return below.signum() < 0 ? reduced(above.negate(), below.negate()) : reduced(above, below);
    }

    Ratio minus(Ratio other) {
        return reduced(
                numerator
                        .multiply(other.denominator)
                        .subtract(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    Ratio power(int exponent) {
        int times = Math.abs(exponent);
        Ratio power = new Ratio(numerator.pow(times), denominator.pow(times));
        return exponent < 0 ? ONE.dividedBy(power) : power;
    }

    /** What it takes to write down both its parts. */
    int bits() {
        return numerator.bitLength() + denominator.bitLength();
    }

    /** The nearest double; infinite or zero beyond its range. */
    double toDouble() {
        return new BigDecimal(numerator)
                .divide(new BigDecimal(denominator), MathContext.DECIMAL128)
                .doubleValue();
    }

    private static Ratio reduced(BigInteger numerator, BigInteger denominator) {
        BigInteger common = numerator.gcd(denominator);
        return common.equals(BigInteger.ONE)
                ? new Ratio(numerator, denominator)
                : new Ratio(numerator.divide(common), denominator.divide(common));
    }
}
