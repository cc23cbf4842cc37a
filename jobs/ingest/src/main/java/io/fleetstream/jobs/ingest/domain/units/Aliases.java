package io.fleetstream.jobs.ingest.domain.units;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What devices write where they should write a UCUM code. Words count in any case, symbols only as
 * they stand here. An alias is tried only where the text, read as UCUM, does not fit the unit that
 * is wanted: C is a coulomb beside an A.h, and a degree beside a Cel.
 */
final class Aliases {
    /** The code, and what is taken for it. */
    private static final String SYMBOLS =
            """
            Cel °C ℃ C degC deg_C ºC
            [degF] °F ℉ F degF deg_F ºF
            K °K degK
            % %RH %rh RH
            [ppm] ppm PPM
            [ppb] ppb PPB
            m/s mps m/sec
            m/s2 m/sec2
            km/h kph kmh km/hr kmph
            [mi_i]/h mph MPH mi/h
            [kn_i] kn kt kts
            [g] g G
            /min rpm RPM r/min rev/min
            [psi] psi PSI
            [in_i'Hg] inHg
            [in_i'H2O] inH2O
            mm[Hg] mmHg
            mm[H2O] mmH2O
            mW.h mWh
            W.h Wh
            kW.h kWh KWh KWH
            MW.h MWh
            V.A VA
            kV.A kVA
            A.h Ah
            mA.h mAh
            [in_i] in "
            [ft_i] ft
            [yd_i] yd
            [mi_i] mi
            [lb_av] lb lbs
            [oz_av] oz
            [gal_us] gal
            [gal_us]/min gpm GPM
            [cft_i]/min cfm CFM
            L/min lpm LPM l/m
            [HP] hp HP
            [Btu_IT] btu BTU
            s sec
            ms msec
            us usec
            h hr hrs
            deg °
            By B
            kBy kB KB
            MBy MB
            GBy GB
            KiBy KiB
            MiBy MiB
            GiBy GiB
            bit/s bps
            kbit/s kbps
            Mbit/s Mbps
            1 #
            """;

    private static final String WORDS =
            """
            Cel celsius centigrade degrees_celsius degreescelsius
            [degF] fahrenheit degrees_fahrenheit degreesfahrenheit
            K kelvin kelvins
            % percent pct
            m meter meters metre metres
            km kilometer kilometers kilometre kilometres
            [in_i] inch inches
            [ft_i] foot feet
            [yd_i] yard yards
            [mi_i] mile miles
            [kn_i] knot knots
            s second seconds secs
            min minute minutes mins
            h hour hours
            d day days
            ms millisecond milliseconds
            A amp amps ampere amperes
            V volt volts
            W watt watts
            kW kilowatt kilowatts
            Ohm ohm ohms
            Hz hertz
            Pa pascal pascals
            mbar millibar millibars
            lx lux
            deg degree degrees
            g gram grams
            kg kilogram kilograms
            [lb_av] pound pounds
            [oz_av] ounce ounces
            L liter liters litre litres
            [gal_us] gallon gallons
            By byte bytes
            bit bits
            J joule joules
            1 count counts bool boolean ratio
            """;

    private static final Map<String, String> BY_SYMBOL = read(SYMBOLS);
    private static final Map<String, String> BY_WORD = read(WORDS);

    private Aliases() {}

    /** The code that is meant; the text with its typography undone if nothing better is known. */
    static String code(String text) {
        String symbol = text.strip();
        String code = BY_SYMBOL.get(symbol);
        if (code == null) {
            code = BY_WORD.get(symbol.toLowerCase(Locale.ROOT));
        }
        return code == null ? plain(symbol) : code;
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case 'µ', 'μ' -> plain.append('u');
                case 'Ω', '\u2126' -> plain.append("Ohm");
                case '²' -> plain.append('2');
                case '³' -> plain.append('3');
                case '·', '*', '⋅' -> plain.append('.');
                case '°' -> plain.append("deg");
                case '^', ' ' -> {}
                default -> plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }

    private static Map<String, String> read(String table) {
        Map<String, String> codes = new HashMap<>();
        table.lines()
                .map(line -> line.split(" "))
                .forEach(
                        field ->
                                Arrays.stream(field)
                                        .skip(1)
                                        .forEach(alias -> codes.put(alias, field[0])));
        return codes;
    }
}
