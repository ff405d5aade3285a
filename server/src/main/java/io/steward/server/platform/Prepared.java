package io.steward.server.platform;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Param;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A statement whose text jOOQ writes once; writing it for each call takes about as long as PostgreSQL takes to answer. For
 * what is asked all the time and differs only in its values, which are given in the order of their places in the text.
 */
public final class Prepared {
    private final Supplier<? extends Query> query;
    private volatile @Nullable String text;

    private Prepared(Supplier<? extends Query> query) {
        this.query = query;
    }

    /** @param query has {@link #value} wherever a value is to come, and {@link DSL#inline} where one is always the same */
    public static Prepared of(Supplier<? extends Query> query) {
        return new Prepared(query);
    }

    /** The place of a value that goes with a column. */
    public static <T> Param<T> value(Field<T> column) {
        return DSL.param(column.getName(), column);
    }

    /** The place of a value of this type. */
    public static <T> Param<T> value(Class<T> type) {
        return DSL.param("value", type);
    }

    public <T> List<T> list(Tx tx, Row.Reader<T> reader, @Nullable Object... values) {
        return run(tx, values, statement -> {
            try (var rows = statement.executeQuery()) {
                return Row.all(rows, reader);
            }
        });
    }

    /** The first row, if there is one. */
    public <T> Optional<T> find(Tx tx, Row.Reader<T> reader, @Nullable Object... values) {
        var all = list(tx, reader, values);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
    }

    /** Answers how many rows were written. */
    public int execute(Tx tx, @Nullable Object... values) {
        return run(tx, values, PreparedStatement::executeUpdate);
    }

    private interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(Tx tx, @Nullable Object[] values, Work<T> work) {
        String sql = text();
        try (var statement = tx.connection().prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                bind(statement, i + 1, values[i]);
            }
            return work.with(statement);
        } catch (SQLException e) {
            throw Row.failure(sql, e);
        }
    }

    private String text() {
        String known = text;
        if (known == null) {
            known = DSL.using(SQLDialect.POSTGRES).render(query.get());
            text = known;
        }
        return known;
    }

    private static void bind(PreparedStatement statement, int place, @Nullable Object value) throws SQLException {
        Connection connection = statement.getConnection();
        switch (value) {
            case null -> statement.setNull(place, Types.NULL);
            case Instant at -> statement.setObject(place, at.atOffset(ZoneOffset.UTC));
            case JSONB json -> statement.setObject(place, json.data(), Types.OTHER);
            case UUID[] ids -> statement.setArray(place, connection.createArrayOf("uuid", ids));
            // As plain objects, which go as text, so that a statement can be shown with its values.
            case String[] texts ->
                statement.setArray(
                        place, connection.createArrayOf("text", Arrays.copyOf(texts, texts.length, Object[].class)));
            default -> statement.setObject(place, value);
        }
    }

    /** The values of a statement: some, then others. */
    public static @Nullable Object[] values(List<? extends @Nullable Object> some, @Nullable Object... others) {
        var all = new ArrayList<@Nullable Object>(some);
        all.addAll(Arrays.asList(others));
        return all.toArray();
    }
}
