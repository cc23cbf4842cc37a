package io.fleetstream.connectors.postgres;

import io.fleetstream.connectors.jdbc.RowBinder;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a table's rows are made of: once for {@code COPY}, once for statements with parameters.
 *
 * <p>The columns of the key, those of a unique index, come first. If the first of them is a {@code
 * timestamptz}, it is taken for the time the table is cut by.
 *
 * @param <T> where the values come from
 */
public final class Table<T> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final ArrayList<Column<T>> columns;
    private final int keyColumns;
    private final Precedence precedence;
    private final Rank<T> rank;
    private final Rank<T> minorRank;

    private Table(Builder<T> builder) {
        name = builder.name;
        columns = new ArrayList<>(builder.columns);
        keyColumns = builder.keyColumns;
        precedence = builder.precedence;
        rank = builder.rank;
        minorRank = builder.minorRank;
    }

    /** Begins with the columns of the key. */
    public static <T> Builder<T> named(String name) {
        return new Builder<>(name);
    }

    /** Name of the table. */
    public String name() {
        return name;
    }

    List<Column<T>> columns() {
        return columns;
    }

    List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    List<String> key() {
        return names().subList(0, keyColumns);
    }

    List<String> others() {
        return names().subList(keyColumns, columns.size());
    }

    int keyColumns() {
        return keyColumns;
    }

    Precedence precedence() {
        return precedence;
    }

    long rank(T row) {
        return rank.of(row);
    }

    /** Decides between rows of equal rank. */
    long minorRank(T row) {
        return minorRank.of(row);
    }

    boolean isCutByTime() {
        return columns.get(0).type() == ColumnType.TIMESTAMPTZ;
    }

    /** {@code INSERT … ON CONFLICT … DO UPDATE} with a parameter per column. */
    public String upsertSql() {
        return UpsertStatement.ofParameters(this);
    }

    /** Sets the parameters of {@link #upsertSql()}. */
    public void bind(PreparedStatement statement, T row) throws SQLException {
        RowBinder binder = new RowBinder(statement);
        for (Column<T> column : columns) {
            column.type().bind(column.value().apply(row), binder);
        }
    }

    /** Says which of two rows with one key stays, where that is not the one written last. */
    @FunctionalInterface
    public interface Precedence extends Serializable {
        /**
         * A condition in SQL under which the new row may take the place of the old; never null.
         *
         * @param fresh alias of the new row
         * @param old alias of the row that is there
         */
        String condition(String fresh, String old);
    }

    /** Orders rows with one key within a batch; the highest stays, of equal ones the last. */
    @FunctionalInterface
    public interface Rank<T> extends Serializable {
        /** The rank of a row. */
        long of(T row);
    }

    /** Takes one value out of a row; may give null, but for columns of the key. */
    public interface Field<T, V> extends Function<T, V>, Serializable {}

    /** Collects columns in the order they are written. */
    public static final class Builder<T> {
        private final String name;
        private final List<Column<T>> columns = new ArrayList<>();
        private int keyColumns;
        private Precedence precedence;
        private Rank<T> rank = row -> 0;
        private Rank<T> minorRank = row -> 0;

        private Builder(String name) {
            this.name = name;
        }

        /** Ends the key: all columns so far are it. */
        public Builder<T> endOfKey() {
            keyColumns = columns.size();
            return this;
        }

        /** A {@code text}. */
        public Builder<T> text(String column, Field<T, String> value) {
            return add(column, ColumnType.TEXT, value::apply);
        }

        /** A {@code jsonb}. */
        public Builder<T> json(String column, Field<T, String> value) {
            return add(column, ColumnType.JSONB, value::apply);
        }

        /** A {@code json}, kept as it is spelled. */
        public Builder<T> spelledJson(String column, Field<T, String> value) {
            return add(column, ColumnType.JSON, value::apply);
        }

        /** A {@code bigint}. */
        public Builder<T> bigint(String column, Field<T, Long> value) {
            return add(column, ColumnType.BIGINT, value::apply);
        }

        /** An {@code integer}. */
        public Builder<T> integer(String column, Field<T, Integer> value) {
            return add(column, ColumnType.INTEGER, value::apply);
        }

        /** A {@code double precision}. */
        public Builder<T> number(String column, Field<T, Double> value) {
            return add(column, ColumnType.DOUBLE, value::apply);
        }

        /** A {@code boolean}. */
        public Builder<T> flag(String column, Field<T, Boolean> value) {
            return add(column, ColumnType.BOOLEAN, value::apply);
        }

        /** A {@code timestamptz}. */
        public Builder<T> instant(String column, Field<T, Instant> value) {
            return add(column, ColumnType.TIMESTAMPTZ, value::apply);
        }

        /** A {@code bytea}. */
        public Builder<T> bytes(String column, Field<T, ByteBuffer> value) {
            return add(column, ColumnType.BYTEA, value::apply);
        }

        /**
         * A row takes the place of another only under this condition.
         *
         * @param condition to be checked by the database
         * @param rank the same within a batch
         */
        public Builder<T> keeping(Precedence condition, Rank<T> rank) {
            this.precedence = condition;
            this.rank = rank;
            return this;
        }

        /**
         * As {@link #keeping(Precedence, Rank)}, ordered by two numbers.
         *
         * @param minor decides between rows of equal rank
         */
        public Builder<T> keeping(Precedence condition, Rank<T> major, Rank<T> minor) {
            this.minorRank = minor;
            return keeping(condition, major);
        }

        /**
         * As {@link #keeping(Precedence, Rank)}, where rows of a batch are sent one by one, so that
         * the database compares them as well.
         */
        public Builder<T> keeping(Precedence condition) {
            this.precedence = condition;
            return this;
        }

        /** The table; it must have a key and something beside it. */
        public Table<T> build() {
            if (keyColumns == 0 || keyColumns == columns.size()) {
                throw new IllegalArgumentException(
                        name + " must have columns of a key, and others behind them");
            }
            return new Table<>(this);
        }

        private Builder<T> add(String column, ColumnType type, Column.Value<T> value) {
            columns.add(new Column<>(column, type, value));
            return this;
        }
    }
}
