package io.steward.server.platform;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.Field;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** One row of an answer, read column after column in the order in which they were asked for. */
public final class Row {
    private final ResultSet rows;
    private int column;

    /** Reads one row. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    private Row(ResultSet rows) {
        this.rows = rows;
    }

    /** What a query answers, without jOOQ's records: reading those takes most of the time of a long list. */
    public static <T> List<T> all(org.jooq.ResultQuery<?> query, Reader<T> reader) {
        try (var rows = query.fetchResultSet()) {
            return all(rows, reader);
        } catch (SQLException e) {
            throw failure(query.getSQL(), e);
        }
    }

    /** The rows in chunks of this size, without all of them in memory. Within a transaction, else the driver reads them at once. */
    public static <T> void chunks(org.jooq.ResultQuery<?> query, int chunk, Reader<T> reader, Consumer<List<T>> use) {
        try (var rows = query.fetchSize(chunk).fetchResultSet()) {
            var row = new Row(rows);
            var some = new ArrayList<T>(chunk);
            while (rows.next()) {
                row.column = 0;
                some.add(reader.read(row));
                if (some.size() == chunk) {
                    use.accept(List.copyOf(some));
                    some.clear();
                }
            }
            if (!some.isEmpty()) {
                use.accept(some);
            }
        } catch (SQLException e) {
            throw failure(query.getSQL(), e);
        }
    }

    static <T> List<T> all(ResultSet rows, Reader<T> reader) throws SQLException {
        var row = new Row(rows);
        var all = new ArrayList<T>();
        while (rows.next()) {
            row.column = 0;
            all.add(reader.read(row));
        }
        return all;
    }

    /** The exception that callers know from jOOQ. */
    static DataAccessException failure(String sql, SQLException e) {
        String state = e.getSQLState();
        String message = "SQL [" + sql + "]; " + e.getMessage();
        return state != null && state.startsWith("23")
                ? new IntegrityConstraintViolationException(message, e)
                : new DataAccessException(message, e);
    }

    public UUID id() throws SQLException {
        return rows.getObject(++column, UUID.class);
    }

    public @Nullable UUID idOrNull() throws SQLException {
        return rows.getObject(++column, UUID.class);
    }

    public String text() throws SQLException {
        return rows.getString(++column);
    }

    public @Nullable String textOrNull() throws SQLException {
        return rows.getString(++column);
    }

    public List<String> texts() throws SQLException {
        return List.of((String[]) rows.getArray(++column).getArray());
    }

    public int number() throws SQLException {
        return rows.getInt(++column);
    }

    public @Nullable Integer numberOrNull() throws SQLException {
        int number = rows.getInt(++column);
        return rows.wasNull() ? null : number;
    }

    public long big() throws SQLException {
        return rows.getLong(++column);
    }

    public boolean flag() throws SQLException {
        return rows.getBoolean(++column);
    }

    public Instant at() throws SQLException {
        return rows.getObject(++column, OffsetDateTime.class).toInstant();
    }

    public @Nullable Instant atOrNull() throws SQLException {
        OffsetDateTime at = rows.getObject(++column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /** A value of a column's own type. */
    public @Nullable Object of(Field<?> field) throws SQLException {
        return field.getType() == Instant.class ? atOrNull() : rows.getObject(++column);
    }
}
