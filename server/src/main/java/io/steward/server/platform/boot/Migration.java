package io.steward.server.platform.boot;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;

/** Applies the migrations as the owner and sees to it that the application's role exists and has no way round the wall. */
final class Migration {
    private Migration() {}

    static void run(BootDatabase.Connections to) throws SQLException {
        try (Connection connection = DriverManager.getConnection(to.url(), to.owner(), to.ownerPassword())) {
            role(connection, to);
        }
        Flyway.configure()
                .dataSource(to.url(), to.owner(), to.ownerPassword())
                .locations("classpath:db/migration")
                .placeholders(Map.of("app", to.app()))
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(to.url(), to.owner(), to.ownerPassword());
                var statement = connection.createStatement();
                var wall = statement.executeQuery(
                        "select rolsuper or rolbypassrls from pg_roles where rolname = '" + to.app() + "'")) {
            if (!wall.next() || wall.getBoolean(1)) {
                throw new IllegalStateException("The role " + to.app()
                        + " must not be a superuser nor have BYPASSRLS: it would see every tenant");
            }
        }
    }

    private static void role(Connection connection, BootDatabase.Connections to) throws SQLException {
        try (var statement = connection.createStatement();
                var quoted = statement.executeQuery(
                        "select quote_literal('" + to.appPassword().replace("'", "''")
                                + "'), exists (select from pg_roles where rolname = '" + to.app() + "')")) {
            quoted.next();
            String password = quoted.getString(1);
            boolean exists = quoted.getBoolean(2);
            statement.execute((exists ? "alter" : "create") + " role " + to.app() + " login password " + password);
        }
    }
}
