package io.fleetstream.jobs.ingest.domain.units;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntBinaryOperator;

/**
 * A unit by its base units: {@code value * factor + offset} in them.
 *
 * @param factor positive
 * @param offset where its zero lies; zero but for degrees of temperature
 * @param exponents of the base units, in the order of {@link #BASE}
 */
record Unit(Ratio factor, Ratio offset, List<Integer> exponents) {
    /**
     * Base units of UCUM, and two that are plain numbers there: moles and bits are not to be taken
     * for percentages.
     */
    static final List<String> BASE = List.of("m", "s", "g", "rad", "K", "C", "cd", "mol", "bit");

    static final Unit ONE = number(Ratio.ONE);

    static Unit number(Ratio factor) {
        return new Unit(factor, Ratio.ZERO, Collections.nCopies(BASE.size(), 0));
    }

    /** The base unit of that position. */
    static Unit base(int position) {
        List<Integer> exponents = new ArrayList<>(ONE.exponents);
        exponents.set(position, 1);
        return new Unit(Ratio.ONE, Ratio.ZERO, List.copyOf(exponents));
    }

    /** Many of this unit; the zero stays where it is. */
    Unit scaled(Ratio by) {
        return new Unit(factor.times(by), offset, exponents);
    }

    Unit withOffset(Ratio zero) {
        return new Unit(factor, zero, exponents);
    }

    /** In a product a degree of temperature is a difference. */
    Unit times(Unit other) {
        return new Unit(factor.times(other.factor), Ratio.ZERO, combined(other, (a, b) -> a + b));
    }

    Unit dividedBy(Unit other) {
        return new Unit(
                factor.dividedBy(other.factor), Ratio.ZERO, combined(other, (a, b) -> a - b));
    }

    Unit power(int exponent) {
        return new Unit(factor.power(exponent), Ratio.ZERO, combined(this, (a, b) -> a * exponent));
    }

    private List<Integer> combined(Unit other, IntBinaryOperator operator) {
        List<Integer> combined = new ArrayList<>(exponents.size());
        for (int i = 0; i < exponents.size(); i++) {
            combined.add(operator.applyAsInt(exponents.get(i), other.exponents.get(i)));
        }
        return List.copyOf(combined);
    }
}
