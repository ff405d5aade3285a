package io.steward.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.server.TestProgram;
import io.steward.server.identity.Tenants;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A search index that was deleted is there again, filled from the tickets and not from all that ever happened to them. */
class LostIndexTest {
    private static final int TICKETS = 450;

    @Test
    void aDeletedIndexIsFilledFromTheTickets() throws Exception {
        Path data = TestProgram.newFolder();
        try (var program = TestProgram.start(data)) {
            program.setUp();
            String type = program.get("/types").get(0).path("id").stringValue();
            for (int i = 0; i < TICKETS; i++) {
                String id = program.post("/tickets", Map.of("typeId", type, "title", "Lorikeet" + i + " flew away"))
                        .path("id")
                        .stringValue();
                if (i == 0) {
                    program.post("/tickets/" + id + "/notes", Map.of("body", "<p>Seen near the aquaduct</p>"));
                }
            }
            found(program, "aquaduct");
        }
        try (var files = Files.walk(data.resolve("search"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        try (var program = TestProgram.start(data)) {
            program.signInAdmin("ada@example.org", "correct horse");
            found(program, "lorikeet0");
            found(program, "aquaduct");
            found(program, "lorikeet" + (TICKETS - 1));
            String type = program.get("/types").get(0).path("id").stringValue();
            program.post("/tickets", Map.of("typeId", type, "title", "Kakapo stays"));
            found(program, "kakapo");
            var tenant = program.bean(Tenants.class).tenants().getFirst();
            assertThat(program.bean(SearchIndex.class).cursor(tenant)).isPresent();
            assertThat(program.bean(Refill.class).isFilling(tenant)).isFalse();
        }
        try (var program = TestProgram.start(data)) {
            program.signInAdmin("ada@example.org", "correct horse");
            found(program, "kakapo");
            found(program, "lorikeet7");
        }
    }

    @Test
    void anEmptyIndexFollowsTheJournalFromNowOn() throws Exception {
        try (var program = TestProgram.startSetUp()) {
            var fresh = program.bean(Tenants.class).create("Globex", "UTC", "en", java.time.Instant.now());
            assertThat(program.bean(IndexFeed.class).startsAt(fresh, 1_000_000)).isEqualTo(1_000_000);
        }
    }

    private static void found(TestProgram program, String word) throws Exception {
        program.await("/search?q=" + word, a -> a.toString().contains("\"number\""));
    }
}
