package io.steward.server.ticket.store;

import static io.steward.db.ticket.Tables.MUTE;
import static io.steward.db.ticket.Tables.SNOOZE;
import static io.steward.db.ticket.Tables.TICKET_;

import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** {@code ticket.snooze} and {@code ticket.mute}: what single people do not want to see or hear of for now. */
@Repository
public class AttentionStore {
    /**
     * What a person has not put off. Asked once for the whole statement and looked up row by row, so that a list stays in the order
     * of its index: joined to the tickets, the planner would at times rather sort.
     */
    public static Condition isAwake(TenantId tenant, UUID person) {
        return TICKET_.ID.notIn(DSL.select(SNOOZE.TICKET_ID)
                .from(SNOOZE)
                .where(SNOOZE.TENANT_ID.eq(tenant.value()), SNOOZE.PERSON_ID.eq(person)));
    }

    /** @param until null: until the requester answers */
    public record Snooze(UUID person, UUID ticket, @Nullable Instant until) {}

    public void snooze(Tx tx, Snooze s) {
        tx.sql()
                .insertInto(SNOOZE)
                .set(SNOOZE.TENANT_ID, tx.t())
                .set(SNOOZE.PERSON_ID, s.person())
                .set(SNOOZE.TICKET_ID, s.ticket())
                .set(SNOOZE.UNTIL, s.until())
                .onConflict(SNOOZE.TENANT_ID, SNOOZE.PERSON_ID, SNOOZE.TICKET_ID)
                .doUpdate()
                .set(SNOOZE.UNTIL, s.until())
                .execute();
    }

    public Optional<Snooze> find(Tx tx, UUID person, UUID ticket) {
        return tx.sql()
                .selectFrom(SNOOZE)
                .where(of(tx, person), SNOOZE.TICKET_ID.eq(ticket))
                .fetchOptional(r -> new Snooze(r.getPersonId(), r.getTicketId(), r.getUntil()));
    }

    public boolean wake(Tx tx, UUID person, UUID ticket) {
        return tx.sql()
                        .deleteFrom(SNOOZE)
                        .where(of(tx, person), SNOOZE.TICKET_ID.eq(ticket))
                        .execute()
                == 1;
    }

    /** Those whose time has come, no longer put off. */
    public List<Snooze> wakeDue(Tx tx, Instant now, int limit) {
        var due = tx.sql()
                .select(SNOOZE.PERSON_ID, SNOOZE.TICKET_ID)
                .from(SNOOZE)
                .where(SNOOZE.TENANT_ID.eq(tx.t()), SNOOZE.UNTIL.le(now))
                .limit(limit)
                .forUpdate()
                .skipLocked();
        return woken(tx, DSL.row(SNOOZE.PERSON_ID, SNOOZE.TICKET_ID).in(due));
    }

    /** Everybody's of these tickets. */
    public List<Snooze> wakeAll(Tx tx, Collection<UUID> tickets) {
        return woken(tx, SNOOZE.TICKET_ID.eq(DSL.any(tickets.toArray(UUID[]::new))));
    }

    private static List<Snooze> woken(Tx tx, Condition which) {
        return tx.sql()
                .deleteFrom(SNOOZE)
                .where(SNOOZE.TENANT_ID.eq(tx.t()), which)
                .returning()
                .fetch(r -> new Snooze(r.getPersonId(), r.getTicketId(), r.getUntil()));
    }

    private static Condition of(Tx tx, UUID person) {
        return SNOOZE.TENANT_ID.eq(tx.t()).and(SNOOZE.PERSON_ID.eq(person));
    }

    public void mute(Tx tx, UUID ticket, UUID person) {
        tx.sql()
                .insertInto(MUTE)
                .values(tx.t(), ticket, person)
                .onConflictDoNothing()
                .execute();
    }

    public void unmute(Tx tx, UUID ticket, UUID person) {
        tx.sql()
                .deleteFrom(MUTE)
                .where(MUTE.TENANT_ID.eq(tx.t()), MUTE.TICKET_ID.eq(ticket), MUTE.PERSON_ID.eq(person))
                .execute();
    }

    public Map<UUID, Set<UUID>> muted(Tx tx, Collection<UUID> tickets) {
        return tx
                .sql()
                .select(MUTE.TICKET_ID, MUTE.PERSON_ID)
                .from(MUTE)
                .where(MUTE.TENANT_ID.eq(tx.t()), MUTE.TICKET_ID.eq(DSL.any(tickets.toArray(UUID[]::new))))
                .fetch()
                .intoGroups(MUTE.TICKET_ID, MUTE.PERSON_ID)
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> Set.copyOf(e.getValue())));
    }
}
