package io.steward.server.platform.boot;

import io.steward.postgres.EmbeddedPostgres;
import io.steward.server.platform.StewardSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Owns the data folder: the embedded PostgreSQL when none is configured, and the installation's secret. */
final class BootDatabase implements AutoCloseable {
    static final String APP_ROLE = "steward_app";

    /** How the owner (who migrates) and the application (who cannot bypass the tenant wall) connect. */
    record Connections(String url, String owner, String ownerPassword, String app, String appPassword) {}

    private final @Nullable EmbeddedPostgres embedded;
    private final Connections connections;

    BootDatabase(StewardSettings settings) throws IOException {
        Path data = settings.dataFolder().toAbsolutePath().normalize();
        Files.createDirectories(data);
        var configured = settings.database();
        if (!configured.url().isEmpty()) {
            embedded = null;
            String appPassword = configured.appPassword().isEmpty()
                    ? InstallationSecret.read(data, "app-password")
                    : configured.appPassword();
            connections =
                    new Connections(configured.url(), configured.user(), configured.password(), APP_ROLE, appPassword);
        } else {
            embedded = EmbeddedPostgres.start(EmbeddedPostgres.Options.durable(data.resolve("postgres")));
            createDatabase(embedded);
            connections = new Connections(
                    embedded.url("steward"),
                    embedded.user(),
                    embedded.password(),
                    APP_ROLE,
                    InstallationSecret.read(data, "app-password"));
        }
    }

    Connections connections() {
        return connections;
    }

    private static void createDatabase(EmbeddedPostgres postgres) {
        try (Connection connection =
                        DriverManager.getConnection(postgres.url("postgres"), postgres.user(), postgres.password());
                var statement = connection.createStatement();
                var found = statement.executeQuery("select 1 from pg_database where datname = 'steward'")) {
            if (!found.next()) {
                statement.execute("create database steward");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The embedded database cannot be prepared", e);
        }
    }

    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
    }
}
