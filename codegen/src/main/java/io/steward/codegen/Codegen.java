package io.steward.codegen;

import io.steward.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.DriverManager;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.SchemaMappingType;
import org.jooq.meta.jaxb.Target;

/**
 * Starts a throw-away PostgreSQL, applies the migrations and writes jOOQ's classes.
 *
 * <p>Arguments: the folder of migrations, the folder to write to. Does nothing when neither changed since last time.
 */
public final class Codegen {
    private static final List<String> SCHEMAS = List.of(
            "platform",
            "journal",
            "identity",
            "ticket",
            "view",
            "task",
            "macro",
            "assignment",
            "sla",
            "configuration",
            "notification",
            "approval",
            "automation",
            "oncall",
            "channel",
            "analytics",
            "outgoing",
            "integration",
            "blueprint");

    private Codegen() {}

    public static void main(String[] arguments) throws Exception {
        Path migrations = Path.of(arguments[0]);
        Path output = Path.of(arguments[1]);
        Path stamp = output.resolve(".stamp");
        String hash = hash(migrations);
        if (Files.exists(stamp) && Files.readString(stamp).equals(hash)) {
            return;
        }
        delete(output);
        Path folder = Files.createTempDirectory(Path.of("/tmp"), "steward-codegen");
        try (var postgres = EmbeddedPostgres.start(EmbeddedPostgres.Options.throwaway(folder))) {
            generate(postgres, migrations, output);
        } finally {
            delete(folder);
        }
        Files.writeString(stamp, hash);
    }

    private static void generate(EmbeddedPostgres postgres, Path migrations, Path output) throws Exception {
        String admin = postgres.url("postgres");
        try (var connection = DriverManager.getConnection(admin, postgres.user(), postgres.password());
                var statement = connection.createStatement()) {
            statement.execute("create role steward_app");
            statement.execute("create database generation");
        }
        String url = postgres.url("generation");
        Flyway.configure()
                .dataSource(url, postgres.user(), postgres.password())
                .locations("filesystem:" + migrations.toAbsolutePath())
                .placeholders(Map.of("app", "steward_app"))
                .load()
                .migrate();
        var database = new Database()
                .withSchemata(SCHEMAS.stream()
                        .map(name -> new SchemaMappingType().withInputSchema(name))
                        .toList())
                .withIncludeRoutines(false)
                .withExcludes("scheduled_tasks|entry\\.xid")
                .withForcedTypes(new ForcedType().withName("INSTANT").withIncludeTypes("timestamp.*with.*time.*zone"));
        GenerationTool.generate(new Configuration()
                .withJdbc(new Jdbc().withUrl(url).withUser(postgres.user()).withPassword(postgres.password()))
                .withGenerator(new Generator()
                        .withDatabase(database)
                        .withGenerate(new Generate().withRecords(true).withGlobalObjectReferences(true))
                        .withTarget(
                                new Target().withPackageName("io.steward.db").withDirectory(output.toString()))));
    }

    private static String hash(Path migrations) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        try (Stream<Path> files = Files.list(migrations)) {
            for (Path file : files.sorted().toList()) {
                digest.update(file.getFileName().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
