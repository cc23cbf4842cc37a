package io.fleetstream.emulator.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads messages per second from {@code 0.2}, {@code 5/s}, {@code 30/m} or {@code 6/h}. */
final class Rate implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        int slash = text.indexOf('/');
        String number = slash < 0 ? text : text.substring(0, slash);
        String unit = slash < 0 ? "s" : text.substring(slash + 1);
        double seconds =
                switch (unit) {
                    case "s" -> 1;
                    case "m" -> 60;
                    case "h" -> 3600;
                    default -> throw wrong(text);
                };
        double rate = Double.parseDouble(number) / seconds;
        if (!(rate > 0 && rate <= 1000)) {
            throw wrong(text);
        }
        return rate;
    }

    private static TypeConversionException wrong(String text) {
        return new TypeConversionException(
                "'" + text + "' must look like 0.2, 1/s, 30/m or 6/h, at most 1000/s");
    }
}
