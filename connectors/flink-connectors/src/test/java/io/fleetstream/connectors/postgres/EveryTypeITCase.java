package io.fleetstream.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.connectors.jdbc.PostgresLogin;
import io.fleetstream.connectors.jdbc.PostgresSettings;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.junit.SandboxExtension;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Values of all types at their ends, as a real PostgreSQL understands them. */
class EveryTypeITCase {
    @RegisterExtension
    static final SandboxExtension SANDBOX = SandboxExtension.with(Service.POSTGRES);

    private static final Instant FIRST = Instant.parse("-4713-11-24T00:00:00Z");
    private static final Instant LAST = Instant.parse("+294276-12-31T23:59:59.999999Z");

    private static final List<Wide> ROWS =
            List.of(
                    new Wide(FIRST, Long.MIN_VALUE, null, null, null, null, null, null),
                    new Wide(
                            Instant.parse("1969-07-20T20:17:40.000001Z"),
                            -1L,
                            Double.NaN,
                            Integer.MIN_VALUE,
                            false,
                            ByteBuffer.wrap(new byte[] {0, -1}),
                            "{\"a\": null}",
                            ""),
                    new Wide(
                            Instant.parse("2026-03-01T12:00:00Z"),
                            0L,
                            Double.NEGATIVE_INFINITY,
                            0,
                            true,
                            ByteBuffer.allocate(0),
                            "[]",
                            "ä\uD83D\uDE80"),
                    new Wide(
                            LAST,
                            Long.MAX_VALUE,
                            Double.MAX_VALUE,
                            Integer.MAX_VALUE,
                            true,
                            null,
                            "\"\"",
                            "\n"));

    /** What a jsonb would refuse, and would not keep as it is. */
    private static final String SPELLED = "[1.50 , \"\\u0000\", %s]   ";

    private static final List<String> STORED =
            List.of(
                    "4714-11-24 00:00:00+00 BC|-9223372036854775808|null|null|null|null|null|null",
                    "1969-07-20 20:17:40.000001+00|-1|NaN|-2147483648|false|\\x00ff|{\"a\": null}|",
                    "2026-03-01 12:00:00+00|0|-Infinity|0|true|\\x|[]|ä\uD83D\uDE80",
                    "294276-12-31 23:59:59.999999+00|9223372036854775807|1.7976931348623157e+308"
                            + "|2147483647|true|null|\"\"|\n");

    /** One value of each type. */
    public record Wide(
            Instant at,
            Long big,
            Double number,
            Integer small,
            Boolean flag,
            ByteBuffer bytes,
            String json,
            String text) {
        /** JSON with blanks and numbers of its own. */
        String spelled() {
            return json == null ? null : SPELLED.formatted(json);
        }
    }

    @Test
    void areStoredByCopyByUpsertAndByParametersAlike() throws Exception {
        try (Connection connection = SANDBOX.postgres().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            for (String name : List.of("by_copy", "by_upsert", "by_parameters")) {
                statement.execute(
                        "CREATE TABLE "
                                + name
                                + " (at timestamptz PRIMARY KEY, big bigint, number double"
                                + " precision, small integer, flag boolean, bytes bytea, json"
                                + " jsonb, text text, spelled json)");
            }
            KeyedRows<Wide> rows = keyed();
            client("by_copy").copy(rows, 0, rows.size());
            TableClient<Wide> upserting = client("by_upsert");
            assertThat(upserting.upsert(rows, 0, rows.size())).isEqualTo(4);
            assertThat(upserting.upsert(rows, 0, rows.size())).isZero();
            try (PreparedStatement upsert =
                    connection.prepareStatement(table("by_parameters").upsertSql())) {
                // the driver takes the first day there is for infinitely long ago
                for (Wide row : ROWS.subList(1, ROWS.size())) {
                    table("by_parameters").bind(upsert, row);
                    upsert.executeUpdate();
                }
            }

            assertThat(rows(statement, "by_copy")).isEqualTo(STORED);
            assertThat(rows(statement, "by_upsert")).isEqualTo(STORED);
            assertThat(rows(statement, "by_parameters"))
                    .isEqualTo(STORED.subList(1, STORED.size()));
            for (String name : List.of("by_copy", "by_upsert", "by_parameters")) {
                assertThat(spelled(statement, name))
                        .isEqualTo(ROWS.stream().skip(1).map(Wide::spelled).toList());
            }
        }
    }

    private static List<String> rows(Statement statement, String name) throws Exception {
        List<String> rows = new ArrayList<>();
        try (ResultSet row =
                statement.executeQuery(
                        "SELECT at::text, big::text, number::text, small::text, flag::text,"
                                + " bytes::text, json::text, text FROM "
                                + name
                                + " ORDER BY "
                                + name
                                + ".at")) {
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= 8; i++) {
                    values.add(String.valueOf(row.getString(i)));
                }
                rows.add(String.join("|", values));
            }
        }
        return rows;
    }

    private static List<String> spelled(Statement statement, String name) throws Exception {
        List<String> texts = new ArrayList<>();
        try (ResultSet row =
                statement.executeQuery(
                        "SELECT spelled FROM " + name + " WHERE json IS NOT NULL ORDER BY at")) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        }
        return texts;
    }

    private static KeyedRows<Wide> keyed() {
        RowBatch<Wide> batch = new RowBatch<>(table("any"));
        ROWS.forEach(batch::add);
        return batch.byKey();
    }

    private static TableClient<Wide> client(String name) {
        return new TableClient<>(
                new PostgresLogin(
                        new PostgresSettings(
                                SANDBOX.postgres().url(),
                                SANDBOX.postgres().user(),
                                SANDBOX.postgres().passwordFile().toString(),
                                100,
                                1 << 20,
                                Duration.ofSeconds(1),
                                Duration.ZERO)),
                table(name));
    }

    private static Table<Wide> table(String name) {
        return Table.<Wide>named(name)
                .instant("at", Wide::at)
                .endOfKey()
                .bigint("big", Wide::big)
                .number("number", Wide::number)
                .integer("small", Wide::small)
                .flag("flag", Wide::flag)
                .bytes("bytes", Wide::bytes)
                .json("json", Wide::json)
                .text("text", Wide::text)
                .spelledJson("spelled", Wide::spelled)
                .build();
    }
}
