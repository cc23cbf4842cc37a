package io.fleetstream.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class UpsertStatementTest {
    @Test
    void looksAtTheStagedTimesOnlyAndLeavesOutWhatWouldChangeNothing() {
        assertThat(UpsertStatement.ofStaged(Sample.table("t"), "pg_temp.s"))
                .isEqualTo(
                        "INSERT INTO t AS old (time, device, value, note, revision) SELECT"
                            + " fresh.time, fresh.device, fresh.value, fresh.note, fresh.revision"
                            + " FROM pg_temp.s AS fresh WHERE NOT EXISTS (SELECT FROM t AS old"
                            + " WHERE old.time = fresh.time AND old.device = fresh.device AND"
                            + " old.time BETWEEN ? AND ? AND NOT ((old.value, old.note,"
                            + " old.revision) IS DISTINCT FROM (fresh.value, fresh.note,"
                            + " fresh.revision))) ORDER BY fresh.ctid ON CONFLICT (time, device) DO"
                            + " UPDATE SET value = EXCLUDED.value, note = EXCLUDED.note, revision ="
                            + " EXCLUDED.revision WHERE (old.value, old.note, old.revision) IS"
                            + " DISTINCT FROM (EXCLUDED.value, EXCLUDED.note, EXCLUDED.revision)");
    }

    @Test
    void asksWhichRowStays() {
        assertThat(UpsertStatement.ofParameters(Sample.revised("t")))
                .startsWith(
                        "INSERT INTO t AS old (time, device, value, note, revision) VALUES (?, ?,"
                                + " ?, ?, ?) ON CONFLICT (time, device)")
                .endsWith(
                        "WHERE (EXCLUDED.revision >= old.revision) AND (old.value, old.note,"
                                + " old.revision) IS DISTINCT FROM (EXCLUDED.value, EXCLUDED.note,"
                                + " EXCLUDED.revision)");
    }

    @Test
    void refusesATableWithoutKeyOrWithNothingElseAndNamesToBeQuoted() {
        assertThatThrownBy(() -> Table.<Sample>named("t").number("v", Sample::value).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () ->
                                Table.<Sample>named("t")
                                        .number("v", Sample::value)
                                        .endOfKey()
                                        .build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Table.<Sample>named("t").number("v;", Sample::value))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
