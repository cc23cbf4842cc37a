package io.fleetstream.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class UpsertSqlTest {
    @Test
    void leavesEqualRowsAlone() {
        assertThat(UpsertSql.of("t", List.of("a", "b"), List.of("a", "b", "c", "d")))
                .isEqualTo(
                        "INSERT INTO t (a, b, c, d) VALUES (?, ?, ?, ?) ON CONFLICT (a, b) DO"
                                + " UPDATE SET c = EXCLUDED.c, d = EXCLUDED.d WHERE (t.c, t.d) IS"
                                + " DISTINCT FROM (EXCLUDED.c, EXCLUDED.d)");
    }

    @Test
    void refusesColumnsWithoutTheKeyOrWithNothingElse() {
        assertThatThrownBy(() -> UpsertSql.of("t", List.of("a", "b"), List.of("a", "c")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> UpsertSql.of("t", List.of("a"), List.of("a")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
