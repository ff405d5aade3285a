package io.steward.server.ticket.store;

import static io.steward.db.ticket.Tables.TICKET_;
import static io.steward.db.ticket.Tables.WATCHER;

import io.steward.server.platform.Context;
import io.steward.server.platform.Rights;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/** Which tickets an actor may see: the one place that says so. */
public final class Visible {
    private Visible() {}

    /** What an agent works on: the tickets of their desks. */
    public static Condition workedBy(Rights rights) {
        if (rights.all() && !rights.confidential()) {
            return TICKET_.CONFIDENTIAL.isFalse().or(onDesks(rights));
        }
        if (rights.all()) {
            // Not noCondition(): "none or followed" would then mean "followed" alone.
            return DSL.trueCondition();
        }
        return onDesks(rights);
    }

    private static Condition onDesks(Rights rights) {
        if (rights.desks().isEmpty()) {
            return DSL.falseCondition();
        }
        if (rights.desks().size() == 1) {
            return TICKET_.DESK_ID.eq(rights.desks().keySet().iterator().next());
        }
        return TICKET_.DESK_ID.eq(DSL.any(rights.desks().keySet().toArray(UUID[]::new)));
    }

    /** Where an actor may write: what they work on, and what they follow. */
    public static Condition writableBy(Context context) {
        Condition worked = workedBy(context.rights());
        UUID person = context.actor().id();
        return person == null ? worked : worked.or(followedBy(person));
    }

    /** What a requester follows: their own requests and those they watch. */
    public static Condition followedBy(UUID person) {
        return TICKET_.REQUESTER_ID
                .eq(person)
                .or(DSL.exists(DSL.selectOne()
                        .from(WATCHER)
                        .where(
                                WATCHER.TENANT_ID.eq(TICKET_.TENANT_ID),
                                WATCHER.TICKET_ID.eq(TICKET_.ID),
                                WATCHER.PERSON_ID.eq(person))));
    }
}
