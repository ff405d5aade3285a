package io.steward.server.ticket.store;

import static io.steward.db.ticket.Tables.MERGED;

import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** {@code ticket.merged}: which ticket became part of which, and how to take it back. */
@Repository
public class MergeStore {
    /**
     * @param link the link that was made; null when there was one already
     * @param status what the merged ticket had
     * @param watchers who began to watch the other one by it
     */
    public record Merge(UUID ticket, UUID into, @Nullable UUID link, String status, List<UUID> watchers) {}

    public void insert(Tx tx, Merge m, Instant at) {
        tx.sql()
                .insertInto(MERGED)
                .set(MERGED.TENANT_ID, tx.t())
                .set(MERGED.TICKET_ID, m.ticket())
                .set(MERGED.INTO_ID, m.into())
                .set(MERGED.LINK_ID, m.link())
                .set(MERGED.STATUS, m.status())
                .set(MERGED.WATCHERS, ids(m.watchers()))
                .set(MERGED.AT, at)
                .execute();
    }

    public Optional<Merge> find(Tx tx, UUID ticket) {
        return tx.sql()
                .selectFrom(MERGED)
                .where(MERGED.TENANT_ID.eq(tx.t()), MERGED.TICKET_ID.eq(ticket))
                .fetchOptional(r -> new Merge(
                        r.getTicketId(), r.getIntoId(), r.getLinkId(), r.getStatus(), List.of(r.getWatchers())));
    }

    public Optional<UUID> into(Tx tx, UUID ticket) {
        return find(tx, ticket).map(Merge::into);
    }

    public void delete(Tx tx, UUID ticket) {
        tx.sql()
                .deleteFrom(MERGED)
                .where(MERGED.TENANT_ID.eq(tx.t()), MERGED.TICKET_ID.eq(ticket))
                .execute();
    }

    private static UUID[] ids(Collection<UUID> all) {
        return all.toArray(UUID[]::new);
    }
}
