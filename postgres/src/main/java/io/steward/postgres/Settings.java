package io.steward.postgres;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The server's settings, given on its command line so that an edited file in the cluster cannot undo them. */
final class Settings {
    private Settings() {}

    static Map<String, String> of(boolean durable, int port, Path logs) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("port", Integer.toString(port));
        settings.put("unix_socket_directories", "");
        settings.put("max_connections", "120");
        settings.put("shared_buffers", System.getProperty("steward.postgres.shared-buffers", "128MB"));
        settings.put("wal_compression", "on");
        settings.put("max_wal_size", "2GB");
        settings.put("random_page_cost", "1.1");
        settings.put("log_destination", "stderr");
        if (durable) {
            settings.put("fsync", "on");
            settings.put("synchronous_commit", "on");
            settings.put("full_page_writes", "on");
            // A file for each day of the week, begun anew when its day comes round. A size limit would not help:
            // PostgreSQL truncates only when the day ends, and reopens the same file when a size is reached.
            settings.put("logging_collector", "on");
            settings.put("log_directory", logs.toString());
            settings.put("log_filename", "postgres-%a.log");
            settings.put("log_rotation_age", "1d");
            settings.put("log_rotation_size", "0");
            settings.put("log_truncate_on_rotation", "on");
        } else {
            settings.put("fsync", "off");
            settings.put("synchronous_commit", "off");
            settings.put("full_page_writes", "off");
            settings.put("logging_collector", "off");
        }
        if ("1".equals(System.getenv("STEWARD_PG_STATEMENTS"))) {
            settings.put("shared_preload_libraries", "pg_stat_statements");
            settings.put("compute_query_id", "on");
        }
        return settings;
    }
}
