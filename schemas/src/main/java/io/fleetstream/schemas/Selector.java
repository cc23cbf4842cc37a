package io.fleetstream.schemas;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Picks devices by what the registry says of them and by the firmware they report.
 *
 * <pre>
 * site=plant-1,model=m-100|m-200,tag.zone!=b,firmware>=1.2,&lt;2
 * </pre>
 *
 * <p>Conditions are joined by commas, and all must hold. A condition is a trait ({@code org},
 * {@code site}, {@code type}, {@code model}, {@code hardware}, {@code status}, {@code device},
 * {@code firmware}, {@code tag.NAME}) with
 *
 * <ul>
 *   <li>{@code =} or {@code !=} and values separated by {@code |}; {@code in (a, b)} and {@code not
 *       in (a, b)} are the same in other words
 *   <li>{@code =*}: has any value; {@code !=*}: has none; {@code device=*} is every device
 *   <li>{@code <}, {@code <=}, {@code >}, {@code >=} and a version, for {@code firmware} alone, in
 *       the order of Semantic Versioning: {@code 2.0.0-rc.1} comes before {@code 2}. A condition
 *       that begins with the sign goes on with the trait before it
 * </ul>
 *
 * <p>A trait that a device does not have equals nothing: {@code =} and the orders do not hold,
 * {@code !=} does. Firmware that is no version equals its own text, and has no order. Text is
 * compared exactly; values with spaces or signs stand in quotation marks, with a backslash before a
 * quotation mark or a backslash.
 *
 * <p>Immutable and thread-safe.
 */
public final class Selector {
    private final List<SelectorTerm> terms;

    private Selector(List<SelectorTerm> terms) {
        this.terms = terms;
    }

    /**
     * Compiles a selector, once for all devices.
     *
     * @throws SelectorException saying what is wrong and at which character
     */
    public static Selector parse(String text) {
        return new Selector(new SelectorParser(text).parse());
    }

    /** Whether the device is one of those picked. */
    public boolean matches(DeviceTraits device) {
        for (SelectorTerm term : terms) {
            if (!term.matches(device)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Selector that && terms.equals(that.terms);
    }

    @Override
    public int hashCode() {
        return terms.hashCode();
    }

    /** The selector in its plainest form; reads back as an equal one. */
    @Override
    public String toString() {
        return terms.stream().map(SelectorTerm::toString).collect(Collectors.joining(","));
    }
}
