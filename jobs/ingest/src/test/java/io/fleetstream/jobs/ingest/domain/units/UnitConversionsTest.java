package io.fleetstream.jobs.ingest.domain.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitConversionsTest {
    private final UnitConversions units = new UnitConversions();

    @ParameterizedTest(name = "{0} {1} = {2} {3}")
    @CsvSource(
            delimiter = ';',
            ignoreLeadingAndTrailingWhitespace = true,
            quoteCharacter = '~',
            value = {
                "70; [degF]; 21.1111111111111; Cel",
                "0; [degF]; -17.7777777777778; Cel",
                "-40; [degF]; -40; Cel",
                "21.5; Cel; 70.7; [degF]",
                "300; K; 26.85; Cel",
                "26.85; Cel; 300; K",
                "1234; mCel; 1.234; Cel",
                "491.67; [degR]; 0; Cel",
                "80; [degRe]; 100; Cel",
                "3; 2.Cel; 6; K",
                "10; [degF]/h; 5.55555555555556; Cel/h",
                "2; kPa; 2000; Pa",
                "1013.25; hPa; 101.325; kPa",
                "1.5; bar; 150000; Pa",
                "1; [psi]; 6.894757293168361; kPa",
                "1; atm; 14.695948775513; [psi]",
                "1; mm[Hg]; 133.322; Pa",
                "29.92; [in_i'Hg]; 1013.20453696; mbar",
                "2.5; kW; 2500; W",
                "1; [HP]; 745.699871582270; W",
                "1; kW.h; 3600000; J",
                "1; W.h; 0.001; kW.h",
                "1; MJ; 0.277777777777778; kW.h",
                "1; [Btu_IT]; 1055.05585262; J",
                "1; kcal; 4184; J",
                "36; km/h; 10; m/s",
                "1; [mi_i]/h; 0.44704; m/s",
                "1; [kn_i]; 0.514444444444444; m/s",
                "1; km; 1000; m",
                "1; [ft_i]; 0.3048; m",
                "1; [ft_us]; 0.304800609601219; m",
                "12; [in_i]; 1; [ft_i]",
                "1; [mi_i]; 1.609344; km",
                "20; mA; 0.02; A",
                "230000; mV; 230; V",
                "2; A.h; 7200; C",
                "1; V.A; 1; W",
                "50; %; 0.5; 1",
                "0.07; 1; 7; %",
                "400; [ppm]; 0.04; %",
                "1500; /min; 25; Hz",
                "1; kHz; 60000; /min",
                "180; deg; 3.14159265358979; rad",
                "1; L; 0.001; m3",
                "1; [gal_us]; 3.785411784; L",
                "1; [gal_us]/min; 0.227124707040000; m3/h",
                "1; [cft_i]; 28.316846592; L",
                "1; [lb_av]; 0.45359237; kg",
                "16; [oz_av]; 1; [lb_av]",
                "1; t; 1000; kg",
                "1; [g]; 9.80665; m/s2",
                "1; ug/m3; 0.001; mg/m3",
                "100; uS/cm; 0.01; S/m",
                "2; d; 48; h",
                "3; 2.d; 144; h",
                "1; MiBy; 8388608; bit",
                "7; {count}; 7; 1",
                "5; 10*3/mL; 5000; /mL{x}",
                "1; 10^6.{CFU}; 1000; 10*3",
                "1; kg/(m.s2); 1; Pa",
                "1; m.kg.s-2; 1; N",
                "1; m+2; 10000; cm2",
                "1; lx; 1; lm/m2",
                "1; mol/L; 1000; mmol/L",
                "1; Mbit/s; 125; kBy/s",
            })
    void convertsAsTheReferenceSays(double value, String from, double expected, String to) {
        Conversion conversion = units.between(from, to);

        assertThat(conversion).as("%s to %s", from, to).isNotNull();
        assertThat(conversion.of(value))
                .isCloseTo(expected, within(1e-9 * Math.max(1e-3, Math.abs(expected))));
    }

    @ParameterizedTest(name = "{0} {1} = {2} {3}")
    @CsvSource({
        "70, [degF], 21.11111111111111, Cel",
        "32, [degF], 0, Cel",
        "21.5, Cel, 70.7, [degF]",
        "300, K, 26.85, Cel",
        "7, %, 0.07, 1",
        "29, %, 0.29, 1",
        "21.3, mA, 0.0213, A",
        "1.1, kPa, 1100, Pa",
        "0.1, [in_i], 0.254, cm",
    })
    void givesTheNumberOneWouldWriteDown(double value, String from, double expected, String to) {
        assertThat(units.between(from, to).of(value)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} means {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "°C; Cel",
                "C; Cel",
                "degC; Cel",
                "Celsius; Cel",
                "℃; Cel",
                "K; K",
                "°F; [degF]",
                "F; [degF]",
                "degF; [degF]",
                "FAHRENHEIT; [degF]",
                "pct; %",
                "percent; %",
                "%RH; %",
                "ppm; [ppm]",
                "mph; [mi_i]/h",
                "kph; km/h",
                "kWh; kW.h",
                "Ah; A.h",
                "VA; V.A",
                "psi; [psi]",
                "inHg; [in_i'Hg]",
                "mmHg; mm[Hg]",
                "rpm; /min",
                "g; [g]",
                "m/s^2; m/s2",
                "m/s²; m/s2",
                "µg/m³; ug/m3",
                "μV; uV",
                "kΩ; kOhm",
                "°; deg",
                "lux; lx",
                "in; [in_i]",
                "\"; [in_i]",
                "gpm; [gal_us]/min",
                "hr; h",
                "minutes; min",
                "Volts; V",
                "kB; kBy",
                "kg/m^3; kg/m3",
                "W/m²; W/m2",
                "N·m; N.m",
                "L/min; L/min",
                "count; 1",
                "hp; [HP]",
            })
    void knowsWhatDevicesCallIt(String alias, String code) {
        assertThat(units.between(alias, code)).isEqualTo(Conversion.NONE);
    }

    @Test
    void readsATextAsUcumWhereThatFits() {
        assertThat(units.between("C", "A.h")).isEqualTo(new Conversion(1, 0, 3600));
        assertThat(units.between("C", "[degF]").of(0)).isEqualTo(32);
        assertThat(units.between("F", "uF").of(1)).isEqualTo(1e6);
        assertThat(units.between("g", "kg").of(1)).isEqualTo(1e-3);
        assertThat(units.between("kt", "t").of(1)).isEqualTo(1e3);
        assertThat(units.between("in", "cm").of(1)).isEqualTo(2.54);
    }

    @ParameterizedTest(name = "{0} is not {1}")
    @CsvSource({
        "m, s",
        "Cel, Pa",
        "W, W.h",
        "widget, m",
        "m, widget",
        "dB[mW], mW",
        "[pH], 1",
        "'', m",
        "m, ''",
        "kelvins!, K",
        "m2, m",
        "[iU]/L, g/L",
        "m/, m",
        "(m, m",
        "m), m",
        "[m, m",
        "m{x, m",
        "0.m, m",
        "m-, m",
        "k, g",
        "k%, %",
        "%, mol",
        "%, By",
        "kat, /s",
        "dadam, m",
        "kmin, min",
    })
    void findsNoWayBetweenWhatDoesNotFit(String from, String to) {
        assertThat(units.between(from, to)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dB[mW]", "widget", "", "°C", "[pH]"})
    void needsNoConversionBetweenEqualTexts(String unit) {
        assertThat(units.between(unit, unit)).isSameAs(Conversion.NONE);
    }

    @Test
    void convertsDifferencesWithoutTheZero() {
        assertThat(units.between("[degF]", "Cel").ofDifference(9)).isEqualTo(5);
    }

    @Test
    void remembersABoundedNumberOfPairs() {
        for (int i = 0; i < 20_000; i++) {
            assertThat(units.between("x" + i, "m")).isNull();
            assertThat(units.between(i + 1 + ".m", "m")).isNotNull();
        }
        assertThat(units.pairs()).isLessThanOrEqualTo(4_096);
        assertThat(units.between("km", "m").of(1)).isEqualTo(1000);
    }
}
