package io.fleetstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.fleetstream.schemas.queries.SampleQueries;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.DecimalLiteral;
import io.trino.sql.tree.DefaultTraversalVisitor;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.Statement;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The forms for files are Trino's SQL too, by Trino's own parser and its list of functions. */
class TrinoQueriesTest {
    /** Of those that the documentation of Trino lists, the ones in use that DuckDB has as well. */
    private static final Set<String> FUNCTIONS =
            Set.of(
                    "abs",
                    "avg",
                    "count",
                    "date_diff",
                    "date_trunc",
                    "lag",
                    "lead",
                    "max",
                    "max_by",
                    "min",
                    "now",
                    "regr_slope",
                    "round",
                    "row_number",
                    "stddev_samp",
                    "sum");

    static Stream<Arguments> onFiles() {
        return SampleQueries.all().stream()
                .flatMap(
                        query ->
                                query
                                        .lakeSql()
                                        .map(sql -> Arguments.of(query.name(), sql))
                                        .stream());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("onFiles")
    void isOneStatementOfTrinos(String name, String sql) {
        assertThatCode(() -> parse(sql)).as(name).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("onFiles")
    void callsNothingThatTrinoLacks(String name, String sql) {
        Set<String> called = new TreeSet<>();
        new DefaultTraversalVisitor<Void>() {
            @Override
            protected Void visitFunctionCall(FunctionCall call, Void context) {
                called.add(call.getName().toString());
                return super.visitFunctionCall(call, null);
            }
        }.process(parse(sql), null);

        assertThat(called).as(name).isSubsetOf(FUNCTIONS);
    }

    /** A quotient of Trino's decimals has no more digits than its operands: 100e0, not 100.0. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("onFiles")
    void dividesNoDecimals(String name, String sql) {
        Set<String> decimals = new TreeSet<>();
        new DefaultTraversalVisitor<Void>() {
            @Override
            protected Void visitDecimalLiteral(DecimalLiteral literal, Void context) {
                decimals.add(literal.getValue());
                return null;
            }
        }.process(parse(sql), null);

        assertThat(decimals).as(name).isEmpty();
    }

    private static Statement parse(String sql) {
        return new SqlParser().createStatement(sql);
    }
}
