package io.steward.server.platform.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/** What tables and sequences a database of ours has, as its own catalog says: new schemas are backed up unasked. */
final class Catalog {
    static final String HISTORY = "flyway_schema_history";

    private static final String OURS = """
             n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
             and (n.nspname <> 'public' or c.relname = 'flyway_schema_history')
             and not exists (select from pg_depend d
                 where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')""";

    /**
     * Columns that a COPY leaves out: generated ones, and transaction ids, which mean something only in the cluster
     * that gave them; the restoring transaction's own id takes their place.
     */
    private static final String TABLES = """
            select n.nspname, c.relname, c.relpersistence = 'u', array(
                select a.attname::text from pg_attribute a
                where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                    and a.atttypid not in ('xid8'::regtype, 'xid'::regtype)
                order by a.attnum)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and c.relpersistence <> 't' and \
            """ + OURS + " order by 1, 2";

    private static final String SEQUENCES = """
            select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'S' and c.relpersistence = 'p' and \
            """ + OURS + " order by 1, 2";

    private static final String REFERENCES = """
            select n.nspname, c.relname, tn.nspname, t.relname
            from pg_constraint k
            join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
            join pg_class t on t.oid = k.confrelid join pg_namespace tn on tn.oid = t.relnamespace
            where k.contype = 'f' and k.conrelid <> k.confrelid""";

    private Catalog() {}

    /** @param unlogged whether its rows are scratch, which a crash empties and a backup leaves out */
    record Table(TableName table, boolean unlogged, List<String> columns) {
        String columnList() {
            return columnList(columns);
        }

        static String columnList(List<String> columns) {
            return columns.stream().map(TableName::quote).collect(Collectors.joining(", ", "(", ")"));
        }
    }

    private record Reference(TableName from, TableName to) {}

    static List<Table> tables(Connection connection) throws SQLException {
        List<Table> tables = new ArrayList<>();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                tables.add(new Table(
                        new TableName(rows.getString(1), rows.getString(2)), rows.getBoolean(3), List.of((String[])
                                rows.getArray(4).getArray())));
            }
        }
        return tables;
    }

    static List<Manifest.Sequence> sequences(Connection connection) throws SQLException {
        List<TableName> names = new ArrayList<>();
        List<Manifest.Sequence> sequences = new ArrayList<>();
        try (var statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery(SEQUENCES)) {
                while (rows.next()) {
                    names.add(new TableName(rows.getString(1), rows.getString(2)));
                }
            }
            for (TableName name : names) {
                try (ResultSet row = statement.executeQuery("select last_value, is_called from " + name.sql())) {
                    row.next();
                    sequences.add(new Manifest.Sequence(name.schema(), name.name(), row.getLong(1), row.getBoolean(2)));
                }
            }
        }
        return sequences;
    }

    /** The tables so that a foreign key's target comes before it, as far as there is such an order. */
    static List<Table> inOrderOfReferences(Connection connection, List<Table> tables) throws SQLException {
        List<Reference> references = references(connection);
        List<Table> waiting = new ArrayList<>(tables);
        List<Table> ordered = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Set<TableName> open =
                    waiting.stream().map(Table::table).collect(Collectors.toCollection(LinkedHashSet::new));
            List<Table> free = waiting.stream()
                    .filter(table -> references.stream()
                            .noneMatch(one -> one.from().equals(table.table()) && open.contains(one.to())))
                    .toList();
            // A circle of references has no order; a superuser loads without checking them anyway.
            List<Table> next = free.isEmpty() ? List.copyOf(waiting) : free;
            ordered.addAll(next);
            waiting.removeAll(next);
        }
        return ordered;
    }

    private static List<Reference> references(Connection connection) throws SQLException {
        List<Reference> references = new ArrayList<>();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(REFERENCES)) {
            while (rows.next()) {
                references.add(new Reference(
                        new TableName(rows.getString(1), rows.getString(2)),
                        new TableName(rows.getString(3), rows.getString(4))));
            }
        }
        return references;
    }

    /** The last migration that was applied, or null in a database that Steward has never started with. */
    static @Nullable String schemaVersion(Connection connection, List<Table> tables) throws SQLException {
        TableName history = tables.stream()
                .map(Table::table)
                .filter(table -> table.name().equals(HISTORY))
                .findFirst()
                .orElse(null);
        if (history == null) {
            return null;
        }
        MigrationVersion last = MigrationVersion.EMPTY;
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select version from " + history.sql() + " where version is not null and success")) {
            while (rows.next()) {
                MigrationVersion version = MigrationVersion.fromVersion(rows.getString(1));
                if (version.compareTo(last) > 0) {
                    last = version;
                }
            }
        }
        return last.getVersion();
    }

    /** Whether this connection sees every tenant's rows. */
    static boolean seesAll(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select rolsuper or rolbypassrls from pg_roles where rolname = current_user")) {
            return row.next() && row.getBoolean(1);
        }
    }
}
