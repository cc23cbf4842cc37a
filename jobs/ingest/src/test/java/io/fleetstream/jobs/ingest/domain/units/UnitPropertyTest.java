package io.fleetstream.jobs.ingest.domain.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnitPropertyTest {
    private static final long SEED = 20_261L;
    private static final int ROUNDS = 20_000;
    private static final List<List<String>> COMMENSURABLE =
            List.of(
                    List.of("Cel", "[degF]", "K", "[degR]", "[degRe]", "mK"),
                    List.of("Pa", "kPa", "bar", "[psi]", "mm[Hg]", "atm", "[in_i'H2O]", "N/cm2"),
                    List.of("J", "kW.h", "MeV", "kcal", "[Btu_IT]", "[ft_i].[lbf_av]", "erg"),
                    List.of("m/s", "km/h", "[mi_i]/h", "[kn_i]", "[ft_i]/min"),
                    List.of("m3/h", "L/min", "[gal_us]/min", "[cft_i]/s", "mL/s"),
                    List.of("%", "1", "[ppm]", "10*-3", "mol/kmol"));

    private final UnitConversions units = new UnitConversions();
    private final Random random = new Random(SEED);

    @Test
    void comesBackFromEveryRoundTrip() {
        for (int round = 0; round < ROUNDS; round++) {
            List<String> codes = COMMENSURABLE.get(random.nextInt(COMMENSURABLE.size()));
            String from = pick(codes);
            String over = pick(codes);
            double value = random.nextGaussian() * 1_000;
            double back = units.between(over, from).of(units.between(from, over).of(value));

            assertThat(back)
                    .as("seed %d: %s %s over %s", SEED, value, from, over)
                    .isCloseTo(value, within(1e-9 * Math.max(1, Math.abs(value))));
        }
    }

    @Test
    void getsToTheSameValueByEveryWay() {
        for (int round = 0; round < ROUNDS; round++) {
            List<String> codes = COMMENSURABLE.get(random.nextInt(COMMENSURABLE.size()));
            String from = pick(codes);
            String over = pick(codes);
            String to = pick(codes);
            double value = random.nextDouble() * 1_000;
            double direct = units.between(from, to).of(value);
            double around = units.between(over, to).of(units.between(from, over).of(value));

            assertThat(around)
                    .as("seed %d: %s %s over %s to %s", SEED, value, from, over, to)
                    .isCloseTo(direct, within(1e-9 * Math.max(1, Math.abs(direct))));
        }
    }

    @Test
    void takesAnyTextWithoutFailing() {
        String alphabet = "mkgsKCel%[]{}()./+-0123456789*^'_ °µ²ΩdaPWh\u0000\uD83D";
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(20); i >= 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Conversion conversion = units.between(text.toString(), "m");
            if (conversion != null) {
                assertThat(conversion.of(1)).as("seed %d: '%s'", SEED, text).isFinite();
            }
        }
    }

    @Test
    void isNotSlowedDownByMonstrousTexts() {
        List<String> monsters =
                List.of(
                        "(".repeat(10_000),
                        "m.".repeat(50_000) + "m",
                        "m" + "9".repeat(60),
                        "Ym9/ym9.".repeat(7) + "Ym9",
                        "10*30.".repeat(9) + "10*30",
                        "[pi]9.".repeat(9) + "[pi]9",
                        "deg9.".repeat(12) + "m",
                        "[gr]9/[mi_us]9.".repeat(4) + "m",
                        "{".repeat(64),
                        "(((((((((((((((((((((((((((((((m)))))))))))))))))))))))))))))))");
        long start = System.nanoTime();
        for (int round = 0; round < 20; round++) {
            for (String monster : monsters) {
                new UnitConversions().between(monster, "m");
            }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    private String pick(List<String> codes) {
        return codes.get(random.nextInt(codes.size()));
    }
}
