package io.steward.server.platform.backup;

import io.steward.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where an installation's data is.
 *
 * @param url the JDBC address of a PostgreSQL of the owner's; empty for the embedded one in the data folder
 */
record Installation(Path data, String url, String user, String password) {
    static final String DATABASE = "steward";

    Installation {
        data = data.toAbsolutePath().normalize();
    }

    static Installation embedded(Path data) {
        return new Installation(data, "", "", "");
    }

    boolean external() {
        return !url.isEmpty();
    }

    Path postgres() {
        return data.resolve("postgres");
    }

    /** A connection, and the embedded server if it had to be started for it. */
    record Opened(Connection connection, @Nullable EmbeddedPostgres started) implements AutoCloseable {
        @Override
        public void close() throws SQLException {
            try {
                connection.close();
            } finally {
                if (started != null) {
                    started.close();
                }
            }
        }
    }

    /** Connects to the database, which may be in use by a running Steward; an embedded one that rests is started. */
    Opened open() throws IOException, SQLException {
        if (external()) {
            return new Opened(connect(url, user, password), null);
        }
        if (!Files.isDirectory(postgres().resolve("pg"))) {
            throw new BackupException("There is no Steward database in " + data + ".");
        }
        Connection running = running();
        if (running != null) {
            return new Opened(running, null);
        }
        EmbeddedPostgres started = EmbeddedPostgres.start(EmbeddedPostgres.Options.durable(postgres()));
        try {
            return new Opened(connect(started.url(DATABASE), started.user(), started.password()), started);
        } catch (SQLException | RuntimeException e) {
            started.close();
            throw e;
        }
    }

    /** A connection to the embedded server of a running Steward, or null when there is none to reach. */
    private @Nullable Connection running() throws IOException {
        Path port = postgres().resolve("port");
        Path secret = postgres().resolve("password");
        if (!Files.exists(port) || !Files.exists(secret)) {
            return null;
        }
        try {
            return connect(
                    "jdbc:postgresql://127.0.0.1:" + Files.readString(port).strip() + "/" + DATABASE,
                    "steward",
                    Files.readString(secret).strip());
        } catch (SQLException e) {
            // The file is left from a server that was killed; if one runs after all, starting ours will say so.
            return null;
        }
    }

    /** Without a limit on how long a statement may take: one COPY can be the whole journal. */
    static Connection connect(String url, String user, String password) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "steward-backup");
        properties.setProperty("connectTimeout", "15");
        properties.setProperty("socketTimeout", "0");
        properties.setProperty("tcpKeepAlive", "true");
        return DriverManager.getConnection(url, properties);
    }
}
