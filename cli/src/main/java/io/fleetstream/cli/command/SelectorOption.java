package io.fleetstream.cli.command;

import io.fleetstream.schemas.Selector;
import io.fleetstream.schemas.SelectorException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Selectors as an operator types them. */
public final class SelectorOption implements ITypeConverter<Selector> {
    /** For picocli. */
    public SelectorOption() {}

    @Override
    public Selector convert(String text) {
        try {
            return Selector.parse(text);
        } catch (SelectorException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
