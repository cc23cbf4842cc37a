package io.fleetstream.jobs.ingest.domain.units;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The atoms and prefixes of UCUM that are known here; immutable once built. */
final class UnitTable {
    /** The only one. */
    static final UnitTable INSTANCE = new UnitTable();

    private static final int LONGEST_PREFIX = 2;

    private final Ratio ten = Ratio.of(BigDecimal.TEN);
    private final Map<String, Ratio> prefixes = new HashMap<>();
    private final Map<String, Unit> atoms = new HashMap<>();
    private final Set<String> metric = new HashSet<>(Unit.BASE);

    private UnitTable() {
        for (int i = 0; i < Unit.BASE.size(); i++) {
            atoms.put(Unit.BASE.get(i), Unit.base(i));
        }
        Definitions.PREFIXES
                .lines()
                .map(line -> line.split(" "))
                .forEach(field -> prefixes.put(field[0], Ratio.of(new BigDecimal(field[1]))));
        Definitions.ATOMS.lines().map(line -> line.trim().split(" +")).forEach(this::define);
    }

    Ratio ten() {
        return ten;
    }

    /** The unit of an atom with or without a prefix. */
    Unit unit(String symbol) throws UnknownUnitException {
        Unit atom = atoms.get(symbol);
        if (atom != null) {
            return atom;
        }
        for (int length = 1; length <= LONGEST_PREFIX && length < symbol.length(); length++) {
            Ratio prefix = prefixes.get(symbol.substring(0, length));
            String rest = symbol.substring(length);
            if (prefix != null && metric.contains(rest)) {
                return atoms.get(rest).scaled(prefix);
            }
        }
        throw new UnknownUnitException("no such atom");
    }

    /** Symbol, whether it takes prefixes, how many, of what, and where its zero lies. */
    private void define(String[] field) {
        try {
            Unit unit = UnitParser.parse(this, field[3]).scaled(Ratio.of(new BigDecimal(field[2])));
            if (field.length > 4) {
                unit = unit.withOffset(unit.factor().times(Ratio.of(new BigDecimal(field[4]))));
            }
            atoms.put(field[0], unit);
        } catch (UnknownUnitException e) {
            throw new IllegalStateException("definition of " + field[0], e);
        }
        if (field[1].equals("m")) {
            metric.add(field[0]);
        }
    }
}
