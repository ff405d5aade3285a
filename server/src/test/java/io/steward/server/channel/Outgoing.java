package io.steward.server.channel;

import static io.steward.db.channel.Tables.OUTGOING_MAIL;

import io.steward.server.TestProgram;
import io.steward.server.identity.Tenants;
import io.steward.server.platform.Database;
import java.time.Instant;

/** Moves time for mail that waits to be sent. */
final class Outgoing {
    private Outgoing() {}

    /** Pauses and leases are over. */
    static void itIsTime(TestProgram program) {
        var tenant = program.bean(Tenants.class).tenants().getFirst();
        program.bean(Database.class)
                .run(
                        tenant,
                        tx -> tx.sql()
                                .update(OUTGOING_MAIL)
                                .set(OUTGOING_MAIL.NEXT_AT, Instant.now())
                                .where(OUTGOING_MAIL.STATE.eq("waiting"))
                                .execute());
    }
}
