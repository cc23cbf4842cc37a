package io.fleetstream.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

class SqlFaultTest {
    @ParameterizedTest
    @CsvSource({
        "23505, CONFLICT",
        "22021, ROW",
        "22003, ROW",
        "22008, ROW",
        "22P02, ROW",
        "23502, ROW",
        "23514, ROW",
        "54000, ROW",
        "08006, PASSING",
        "08001, PASSING",
        "25006, PASSING",
        "40P01, PASSING",
        "40001, PASSING",
        "53100, PASSING",
        "53300, PASSING",
        "55P03, PASSING",
        "57P01, PASSING",
        "57P03, PASSING",
        "58030, PASSING",
        "42P01, LASTING",
        "42501, LASTING",
        "42804, LASTING",
        "28P01, LASTING",
        "3D000, LASTING",
        "0A000, LASTING",
        "XX000, LASTING",
        "'', LASTING"
    })
    void tellsWhoseFaultItIs(String state, SqlFault expected) {
        assertThat(SqlFault.of(new SQLException("no", state))).isEqualTo(expected);
    }

    @Test
    void takesARowInTheWrongPartitionForPassingAndOneAgainstACheckNot() {
        String partition =
                "SERROR\0C23514\0Mnew row for relation \"r_default\" violates partition"
                        + " constraint\0spublic\0tr_default\0\0";
        String check = partition.replace("\0\0", "\0nsane\0\0");

        assertThat(SqlFault.of(new PSQLException(new ServerErrorMessage(partition))))
                .isEqualTo(SqlFault.PASSING);
        assertThat(SqlFault.of(new PSQLException(new ServerErrorMessage(check))))
                .isEqualTo(SqlFault.ROW);
    }

    @Test
    void takesAnErrorWithoutStateForLasting() {
        assertThat(SqlFault.of(new SQLException("no"))).isEqualTo(SqlFault.LASTING);
    }
}
