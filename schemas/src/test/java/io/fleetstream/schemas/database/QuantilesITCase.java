package io.fleetstream.schemas.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes are what the job aggregate writes, the numbers what it says of their merge. */
class QuantilesITCase {
    private static final List<String> AROUND_ZERO_WIDE_AND_ZEROS =
            List.of(
                    "010012e50103aa01039e010230031e0104030e010808060406050802160406040a010a02020104062e"
                        + "0112110134024803100308030a0334040602060206010e0102061a0202040c0310010c031602",
                    "010624fd0802740404028a020454019e0104020154047a0302020a010c0210010a0214014c02520328"
                        + "03b80104aa010416040e041c030c0338031202a801014c0306046a0358040802f2010130015004d2040200",
                    "0123001a000246034601160222040c0118030804120206030e0106020c0404010a0304040802040308"
                        + "010402060404010603020406020203");
    private static final String LEAST = "010001d19b040300";
    private static final String GREATEST = "010001d49b040100";

    private static TestDatabase database;

    @BeforeAll
    static void migrate() throws Exception {
        database = new TestDatabase();
        DatabaseMigrator.migrate(database.dataSource());
    }

    @AfterAll
    static void drop() throws Exception {
        database.close();
    }

    @ParameterizedTest
    @CsvSource({
        "0, -37.7154945017574",
        "0.01, -37.7154945017574",
        "0.05, -30.878629345564764",
        "0.25, -8.085074182784087",
        "0.5, 0",
        "0.75, 7.9249737039170745",
        "0.95, 3395.54994548008",
        "0.99, 358748.31759522494",
        "1, 136328008.66042665"
    })
    void mergesSketchesAsTheJobDoes(double q, double expected) throws SQLException {
        assertThat(quantile(AROUND_ZERO_WIDE_AND_ZEROS, q))
                .isCloseTo(expected, within(Math.abs(expected) * 1e-12));
        List<String> turned =
                AROUND_ZERO_WIDE_AND_ZEROS.stream().sorted((a, b) -> b.compareTo(a)).toList();
        assertThat(quantile(turned, q)).isEqualTo(quantile(AROUND_ZERO_WIDE_AND_ZEROS, q));
    }

    @Test
    void keepsTheRangeTheJobKeeps() throws SQLException {
        assertThat(quantile(List.of(LEAST), 0)).isCloseTo(1.002454521535717E-300, within(1e-311));
        assertThat(quantile(List.of(LEAST, GREATEST), 0))
                .isCloseTo(1.6530389904044818E282, within(1e270));
        assertThat(quantile(List.of(LEAST, GREATEST), 1))
                .isCloseTo(9.974517332399196E299, within(1e288));
    }

    @Test
    void leavesOutRowsWithoutASketch() throws SQLException {
        List<String> withNull =
                Stream.concat(Stream.of((String) null), Stream.of(GREATEST)).toList();

        assertThat(quantile(withNull, 0.5)).isEqualTo(quantile(List.of(GREATEST), 0.5));
        assertThat(quantile(List.of(), 0.5)).isNull();
        assertThat(quantile(List.of(GREATEST), 1.5)).isNull();
    }

    @Test
    void refusesOtherBytes() {
        assertThatThrownBy(() -> quantile(List.of("020001d49b040100"), 0.5))
                .hasMessageContaining("not a sketch of version 1");
        assertThatThrownBy(() -> quantile(List.of("010001d49b"), 0.5))
                .hasMessageContaining("sketch is cut short");
    }

    private static Double quantile(List<String> sketches, double q) throws SQLException {
        byte[][] bytes =
                sketches.stream()
                        .map(hex -> hex == null ? null : HexFormat.of().parseHex(hex))
                        .toArray(byte[][]::new);
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT fleet_quantile(?, ?)")) {
            statement.setArray(1, connection.createArrayOf("bytea", bytes));
            statement.setDouble(2, q);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getObject(1, Double.class);
            }
        }
    }
}
