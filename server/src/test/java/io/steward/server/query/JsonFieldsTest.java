package io.steward.server.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.TestProgram;
import io.steward.server.platform.Database;
import io.steward.server.platform.Json;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Fields kept as JSON, with values of any type under any key: the database and memory find the same, and nothing fails. */
class JsonFieldsTest {
    private record Row(UUID id, JsonNode fields) {}

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "-1.5",
            "2",
            "2.50",
            "1e3",
            "12345678901234",
            "\"\"",
            "\"red\"",
            "\"2\"",
            "\"2026-02-28\"",
            "\"2026-02-31\"",
            "\"2026-13-01\"",
            "\"2026-03-01T10:00:00Z\"",
            "\"2026-03-01T10:00:00.5Z\"",
            "\"2026-02-31T10:00:00Z\"",
            "\"infinity\"",
            "\"now\"",
            "[]",
            "[\"a\",\"b\"]",
            "[\"red\"]",
            "[null]",
            "[1]",
            "{}",
            "{\"amount\":12.5,\"currency\":\"EUR\"}",
            "{\"amount\":\"x\"}");

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void theDatabaseAndMemoryFindTheSame() throws Exception {
        var column = DSL.field(DSL.name("row", "fields"), SQLDataType.JSONB);
        var id = DSL.field(DSL.name("row", "id"), SQLDataType.UUID);
        JsonFields<Row> all = JsonFields.of(column, Row::fields);
        var fields = List.of(
                all.at("a").field("text", QueryType.TEXT),
                all.at("a").field("number", QueryType.NUMBER),
                all.at("a").field("flag", QueryType.BOOLEAN),
                all.at("a").field("time", QueryType.TIME),
                all.at("a").field("day", QueryType.DATE),
                all.at("a").field("tags", QueryType.TAGS),
                all.at("a").at("amount").field("amount", QueryType.NUMBER));
        var queries =
                new Queries<>(new QueryFields<>(id, Row::id, new QueryTextTest.NoHistory<Row>(), fields, Map.of()));
        var rows = new ArrayList<Row>();
        for (String value : VALUES) {
            rows.add(new Row(UUID.randomUUID(), Json.tree("{\"a\":" + value + "}")));
        }
        rows.add(new Row(UUID.randomUUID(), Json.tree("{}")));
        try (var program = TestProgram.start(TestProgram.newFolder())) {
            var database = program.bean(Database.class);
            int found = 0;
            for (int i = 0; i < 1_000; i++) {
                String q = condition();
                var where = QueryParser.parse(q).where();
                var inMemory = rows.stream()
                        .filter(queries.predicate(where, scope()))
                        .map(Row::id)
                        .collect(Collectors.toSet());
                var condition = queries.condition(where, scope());
                Set<UUID> inDatabase = database.read(
                        new TenantId(1),
                        tx -> new HashSet<>(tx.sql()
                                .select(id)
                                .from(DSL.values(rows.stream()
                                                .map(r -> DSL.row(
                                                        DSL.val(r.id()),
                                                        DSL.val(JSONB.valueOf(
                                                                r.fields().toString()))))
                                                .toArray(org.jooq.Row2[]::new))
                                        .as("row", "id", "fields"))
                                .where(condition)
                                .fetch(id)));
                assertThat(inDatabase).as("%s (seed %s)", q, seed).isEqualTo(inMemory);
                found += inDatabase.isEmpty() ? 0 : 1;
            }
            assertThat(found).isGreaterThan(500);
        }
    }

    private String condition() {
        String field = one(List.of("text", "number", "flag", "time", "day", "tags", "amount"));
        if (random.nextInt(5) == 0) {
            return field + one(List.of(" is empty", " is not empty"));
        }
        return switch (field) {
            case "text" -> "text" + one(List.of(" = ", " != ", " ~ ")) + one(List.of("red", "\"2\"", "\"\"", "e"));
            case "flag" -> "flag" + one(List.of(" = true", " != true", " = false"));
            case "tags" -> "tags" + one(List.of(" = ", " != ", " ~ ")) + one(List.of("a", "red", "1"));
            case "time" -> "time" + compare() + one(List.of("2026-03-01", "2026-03-01T10:00:00Z", "-7d"));
            case "day" -> "day" + compare() + one(List.of("2026-02-28", "2026-03-01", "today()"));
            default -> field + compare() + one(List.of("2", "2.5", "-1.5", "1000", "12.50"));
        };
    }

    private String compare() {
        return one(List.of(" = ", " != ", " < ", " <= ", " > ", " >= "));
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static QueryScope scope() {
        return new QueryScope(
                new TenantId(1),
                null,
                Set.of(),
                Instant.parse("2026-03-05T10:00:00Z"),
                ZoneId.of("Europe/Vienna"),
                words -> Set.of(),
                new QueryScope.Reads() {
                    @Override
                    public <T extends @Nullable Object> T read(Function<Tx, T> work) {
                        throw new IllegalStateException("Nothing is to be read");
                    }
                });
    }
}
