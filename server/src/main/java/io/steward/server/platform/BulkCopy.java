package io.steward.server.platform;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's COPY for imports: many rows in one stream, in the text format. COPY itself is not allowed behind row-level
 * security, so the rows go into a temporary table first and from there, as one statement, through the wall.
 */
public final class BulkCopy {
    private final StringBuilder buffer = new StringBuilder(1 << 16);
    private final org.postgresql.copy.CopyIn copy;
    private boolean first = true;

    private BulkCopy(org.postgresql.copy.CopyIn copy) {
        this.copy = copy;
    }

    /** Copies rows into {@code table (columns)}; answers how many. */
    public static long into(Tx tx, Table<?> table, List<? extends Field<?>> columns, Consumer<BulkCopy> rows) {
        String names = String.join(
                ", ", columns.stream().map(c -> "\"" + c.getName() + "\"").toList());
        String target = Objects.requireNonNull(table.getSchema()).getName() + "." + table.getName();
        String heap = "bulk_" + table.getName();
        return tx.sql().connectionResult(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("create temporary table " + heap + " on commit drop as select " + names + " from "
                        + target + " with no data");
                fill(connection, heap, names, rows);
                long count = statement.executeLargeUpdate(
                        "insert into " + target + " (" + names + ") select " + names + " from " + heap);
                statement.execute("drop table " + heap);
                return count;
            }
        });
    }

    private static void fill(Connection connection, String heap, String names, Consumer<BulkCopy> rows)
            throws SQLException {
        var copy = connection
                .unwrap(org.postgresql.PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + heap + " (" + names + ") from stdin");
        var bulk = new BulkCopy(copy);
        try {
            rows.accept(bulk);
            bulk.flush();
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** Adds a value to the current row: null, text, number, boolean, UUID, Instant, bytes, a list of texts, JSONB. */
    public BulkCopy add(@Nullable Object value) {
        if (!first) {
            buffer.append('\t');
        }
        first = false;
        switch (value) {
            case null -> buffer.append("\\N");
            case byte[] bytes -> buffer.append("\\\\x").append(HexFormat.of().formatHex(bytes));
            case Boolean bool -> buffer.append(bool ? 't' : 'f');
            case Collection<?> list -> array(list);
            default -> escape(value.toString());
        }
        return this;
    }

    public void end() {
        buffer.append('\n');
        first = true;
        if (buffer.length() > 60_000) {
            flush();
        }
    }

    private void array(Collection<?> list) {
        buffer.append('{');
        boolean comma = false;
        for (Object element : list) {
            if (comma) {
                buffer.append(',');
            }
            comma = true;
            escape('"' + element.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"');
        }
        buffer.append('}');
    }

    private void escape(String text) {
        int clean = 0;
        for (int i = 0; i < text.length(); i++) {
            String instead = switch (text.charAt(i)) {
                case '\\' -> "\\\\";
                case '\t' -> "\\t";
                case '\n' -> "\\n";
                case '\r' -> "\\r";
                case '\0' -> "";
                default -> null;
            };
            if (instead != null) {
                buffer.append(text, clean, i).append(instead);
                clean = i + 1;
            }
        }
        buffer.append(text, clean, text.length());
    }

    private void flush() {
        byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
        buffer.setLength(0);
        try {
            copy.writeToCopy(bytes, 0, bytes.length);
        } catch (SQLException e) {
            throw new DataAccess(e);
        }
    }
}
