package io.fleetstream.jobs.ingest.domain.units;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Conversions between units, worked out once for each pair. What devices send is not to be trusted:
 * the memory holds a bounded number of pairs and is emptied when it is full. Not thread-safe.
 */
public final class UnitConversions {
    private static final int MOST_PAIRS = 4_096;
    private static final long GREATEST_EXACT = 1L << 53;

    private final Map<String, Map<String, Optional<Conversion>>> known = new HashMap<>();
    private int pairs;

    /**
     * How to get from one unit to another; null if there is no way, because one of them is unknown
     * or they measure different things. Equal texts need no conversion, whatever they mean.
     *
     * @param from UCUM code or one of the usual aliases, as a device sends it
     * @param to the same, as the operator wrote it
     */
    public Conversion between(String from, String to) {
        if (from.equals(to)) {
            return Conversion.NONE;
        }
        Map<String, Optional<Conversion>> targets = known.get(to);
        Optional<Conversion> conversion = targets == null ? null : targets.get(from);
        if (conversion == null) {
            conversion = remember(from, to);
        }
        return conversion.orElse(null);
    }

    /** Number of pairs in memory. */
    int pairs() {
        return pairs;
    }

    private Optional<Conversion> remember(String from, String to) {
        if (pairs >= MOST_PAIRS) {
            known.clear();
            pairs = 0;
        }
        Optional<Conversion> conversion = compile(from, to);
        known.computeIfAbsent(to, unit -> new HashMap<>()).put(from, conversion);
        pairs++;
        return conversion;
    }

    private static Optional<Conversion> compile(String from, String to) {
        Optional<Unit> target = unit(to).or(() -> unit(Aliases.code(to)));
        if (target.isEmpty()) {
            return Optional.empty();
        }
        return unit(from)
                .flatMap(unit -> conversion(unit, target.get()))
                .or(() -> unit(Aliases.code(from)).flatMap(unit -> conversion(unit, target.get())));
    }

    private static Optional<Unit> unit(String code) {
        try {
            return Optional.of(UnitParser.parse(UnitTable.INSTANCE, code));
        } catch (UnknownUnitException e) {
            return Optional.empty();
        }
    }

    private static Optional<Conversion> conversion(Unit from, Unit to) {
        if (!from.exponents().equals(to.exponents())) {
            return Optional.empty();
        }
        Ratio factor = from.factor().dividedBy(to.factor());
        Ratio offset = from.offset().minus(to.offset()).dividedBy(to.factor());
        Conversion conversion = exact(factor, offset);
        boolean usable =
                Double.isFinite(conversion.scale())
                        && Double.isFinite(conversion.shift())
                        && conversion.scale() > 0;
        return usable ? Optional.of(conversion) : Optional.empty();
    }

    /** With whole numbers if there are any that a double can hold. */
    private static Conversion exact(Ratio factor, Ratio offset) {
        BigInteger common =
                factor.denominator()
                        .multiply(offset.denominator())
                        .divide(factor.denominator().gcd(offset.denominator()));
        BigInteger scale = factor.numerator().multiply(common).divide(factor.denominator());
        BigInteger shift = offset.numerator().multiply(common).divide(offset.denominator());
        if (isExact(common) && isExact(scale) && isExact(shift)) {
            return new Conversion(scale.doubleValue(), shift.doubleValue(), common.doubleValue());
        }
        return new Conversion(factor.toDouble(), offset.toDouble(), 1);
    }

    private static boolean isExact(BigInteger number) {
        return number.abs().compareTo(BigInteger.valueOf(GREATEST_EXACT)) <= 0;
    }
}
