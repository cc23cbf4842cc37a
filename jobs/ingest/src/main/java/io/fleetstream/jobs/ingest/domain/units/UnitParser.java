package io.fleetstream.jobs.ingest.domain.units;

import java.math.BigDecimal;

/**
 * Reads codes by the grammar of UCUM, case sensitive: atoms with prefixes and exponents, products,
 * quotients, parentheses, numbers, annotations. Bounded in length and size of exponents, so that no
 * text a device may send takes long.
 */
final class UnitParser {
    private static final int LONGEST_CODE = 64;
    private static final int LONGEST_NUMBER = 9;
    private static final int GREATEST_EXPONENT = 9;
    private static final int GREATEST_POWER_OF_TEN = 30;
    private static final int MOST_BITS = 2_048;

    private final UnitTable table;
    private final String code;
    private int at;

    private UnitParser(UnitTable table, String code) {
        this.table = table;
        this.code = code;
    }

    /** The unit of a code. */
    static Unit parse(UnitTable table, String code) throws UnknownUnitException {
        if (code.isEmpty() || code.length() > LONGEST_CODE) {
            throw new UnknownUnitException("empty or too long");
        }
        UnitParser parser = new UnitParser(table, code);
        Unit unit = parser.term();
        if (parser.at < code.length()) {
            throw new UnknownUnitException("ends too late");
        }
        return unit;
    }

    private Unit term() throws UnknownUnitException {
        Unit unit = accept('/') ? Unit.ONE.dividedBy(component()) : component();
        while (true) {
            if (accept('.')) {
                unit = bounded(unit.times(component()));
            } else if (accept('/')) {
                unit = bounded(unit.dividedBy(component()));
            } else {
                return unit;
            }
        }
    }

    private Unit component() throws UnknownUnitException {
        if (accept('(')) {
            Unit unit = term();
            expect(')');
            return unit;
        }
        Unit unit = peek() == '{' ? Unit.ONE : simple();
        if (accept('{')) {
            skipAnnotation();
        }
        return unit;
    }

    private Unit simple() throws UnknownUnitException {
        if (code.startsWith("10*", at) || code.startsWith("10^", at)) {
            at += 3;
            return Unit.number(table.ten()).power(exponent(GREATEST_POWER_OF_TEN));
        }
        if (isDigit(peek())) {
            BigDecimal number = new BigDecimal(digits());
            if (number.signum() == 0) {
                throw new UnknownUnitException("zero");
            }
            return Unit.number(Ratio.of(number));
        }
        Unit atom = table.unit(symbol());
        int exponent = exponent(GREATEST_EXPONENT);
        return exponent == 1 ? atom : bounded(atom.power(exponent));
    }

    private static Unit bounded(Unit unit) throws UnknownUnitException {
        if (unit.factor().bits() > MOST_BITS) {
            throw new UnknownUnitException("factor too great, too small or too precise");
        }
        return unit;
    }

    private String symbol() throws UnknownUnitException {
        int start = at;
        boolean bracket = false;
        while (at < code.length() && (bracket || !endsSymbol(code.charAt(at)))) {
            char c = code.charAt(at++);
            bracket = c == '[' || (bracket && c != ']');
        }
        if (at == start || bracket) {
            throw new UnknownUnitException("no symbol");
        }
        return code.substring(start, at);
    }

    private static boolean endsSymbol(char c) {
        return isDigit(c) || "./(){}+-".indexOf(c) >= 0;
    }

    private int exponent(int greatest) throws UnknownUnitException {
        boolean negative = accept('-');
        if (!negative && !accept('+') && !isDigit(peek())) {
            return 1;
        }
        int exponent = Integer.parseInt(digits());
        if (exponent > greatest) {
            throw new UnknownUnitException("exponent too great");
        }
        return negative ? -exponent : exponent;
    }

    private String digits() throws UnknownUnitException {
        int start = at;
        while (isDigit(peek())) {
            at++;
        }
        if (at == start || at - start > LONGEST_NUMBER) {
            throw new UnknownUnitException("no number, or too long a one");
        }
        return code.substring(start, at);
    }

    private void skipAnnotation() throws UnknownUnitException {
        while (at < code.length() && code.charAt(at) != '}' && code.charAt(at) != '{') {
            at++;
        }
        expect('}');
    }

    private void expect(char c) throws UnknownUnitException {
        if (!accept(c)) {
            throw new UnknownUnitException("expected " + c);
        }
    }

    private boolean accept(char c) {
        boolean there = peek() == c;
        if (there) {
            at++;
        }
        return there;
    }

    /** The next character, or 0 at the end. */
    private char peek() {
        return at < code.length() ? code.charAt(at) : 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
