package io.steward.server.ticket.store;

import static io.steward.db.ticket.Tables.TICKET_;

import io.steward.server.platform.BulkCopy;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Channel;
import io.steward.server.ticket.StatusCategory;
import io.steward.server.ticket.Ticket;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** {@code ticket.ticket}. */
@Repository
public class TicketStore {
    /** All but the description, which lists do not show. */
    static final List<Field<?>> ROW = Arrays.stream(TICKET_.fields())
            .filter(f -> !f.equals(TICKET_.DESCRIPTION))
            .toList();

    public void insert(Tx tx, Ticket t) {
        var insert = tx.sql().insertInto(TICKET_).set(values(tx, t));
        insert.execute();
    }

    public boolean update(Tx tx, Ticket t, int version) {
        var values = values(tx, t);
        values.remove(TICKET_.TENANT_ID);
        values.remove(TICKET_.ID);
        values.remove(TICKET_.NUMBER);
        values.remove(TICKET_.TYPE_ID);
        values.remove(TICKET_.DESK_ID);
        values.remove(TICKET_.CREATED);
        values.remove(TICKET_.CHANNEL);
        values.remove(TICKET_.EXTERNAL_ID);
        return tx.sql()
                        .update(TICKET_)
                        .set(values)
                        .where(TICKET_.TENANT_ID.eq(tx.t()), TICKET_.ID.eq(t.id()), TICKET_.VERSION.eq(version))
                        .execute()
                == 1;
    }

    public void rate(Tx tx, UUID id, int score, @Nullable String comment, Instant at) {
        tx.sql()
                .update(TICKET_)
                .set(TICKET_.RATING, (short) score)
                .set(TICKET_.RATING_COMMENT, comment)
                .set(TICKET_.RATED, at)
                .set(TICKET_.UPDATED, at)
                .set(TICKET_.VERSION, TICKET_.VERSION.plus(1))
                .where(TICKET_.TENANT_ID.eq(tx.t()), TICKET_.ID.eq(id))
                .execute();
    }

    public void touch(Tx tx, UUID id, Instant at) {
        tx.sql()
                .update(TICKET_)
                .set(TICKET_.UPDATED, at)
                .set(TICKET_.VERSION, TICKET_.VERSION.plus(1))
                .where(TICKET_.TENANT_ID.eq(tx.t()), TICKET_.ID.eq(id))
                .execute();
    }

    private static org.jooq.SelectConditionStep<Record> select(Tx tx, Condition which, Condition visible) {
        return tx.sql().select(TICKET_.fields()).from(TICKET_).where(TICKET_.TENANT_ID.eq(tx.t()), which, visible);
    }

    public Optional<Ticket> find(Tx tx, UUID id, Condition visible) {
        return select(tx, TICKET_.ID.eq(id), visible).fetchOptional(TicketStore::ticket);
    }

    public Optional<Ticket> lock(Tx tx, UUID id, Condition visible) {
        return select(tx, TICKET_.ID.eq(id), visible).forUpdate().fetchOptional(TicketStore::ticket);
    }

    public Optional<Ticket> byNumber(Tx tx, String number, Condition visible) {
        return select(tx, TICKET_.NUMBER.eq(number), visible).fetchOptional(TicketStore::ticket);
    }

    public static Condition ofDesk(UUID desk) {
        return TICKET_.DESK_ID.eq(desk);
    }

    public Set<String> knownExternal(Tx tx, UUID desk, Collection<String> ids) {
        return tx.sql()
                .select(TICKET_.EXTERNAL_ID)
                .from(TICKET_)
                .where(
                        TICKET_.TENANT_ID.eq(tx.t()),
                        TICKET_.DESK_ID.eq(desk),
                        TICKET_.EXTERNAL_ID.eq(DSL.any(ids.toArray(String[]::new))))
                .fetchSet(TICKET_.EXTERNAL_ID);
    }

    /** Rows in an order, after a place in it. */
    public List<Ticket> list(Tx tx, Condition where, Collection<? extends SortField<?>> order, int limit) {
        return tx.sql()
                .select(ROW)
                .from(TICKET_)
                .where(TICKET_.TENANT_ID.eq(tx.t()), where)
                .orderBy(order)
                .limit(limit)
                .fetch(TicketStore::ticket);
    }

    public List<Ticket> byIds(Tx tx, Collection<UUID> ids, Condition visible) {
        return select(tx, TICKET_.ID.eq(DSL.any(ids.toArray(UUID[]::new))), visible)
                .fetch(TicketStore::ticket);
    }

    /** Counts for each condition, no further than {@code most} and one: what people see is "10,000+". */
    public List<Integer> counts(Tx tx, List<Condition> all, int most) {
        if (all.isEmpty()) {
            return List.of();
        }
        var counts = all.stream()
                .map(where -> DSL.field(DSL.selectCount()
                        .from(DSL.selectOne()
                                .from(TICKET_)
                                .where(TICKET_.TENANT_ID.eq(tx.t()), where)
                                .limit(most + 1))))
                .toList();
        var found = tx.sql().select(counts).fetchSingle();
        return found.intoList().stream().map(c -> ((Number) c).intValue()).toList();
    }

    public List<Ticket> following(
            Tx tx, UUID person, boolean open, @Nullable Instant before, @Nullable UUID beforeId, int limit) {
        var openKeys = List.of("new", "open", "pending");
        Condition where = Visible.followedBy(person)
                .and(open ? TICKET_.STATUS_CATEGORY.in(openKeys) : TICKET_.STATUS_CATEGORY.notIn(openKeys));
        if (before != null && beforeId != null) {
            where = where.and(DSL.row(TICKET_.UPDATED, TICKET_.ID).lt(before, beforeId));
        }
        return list(tx, where, List.of(TICKET_.UPDATED.desc(), TICKET_.ID.desc()), limit);
    }

    public List<UUID> resolvedBefore(Tx tx, Instant before, int limit) {
        return tx.sql()
                .select(TICKET_.ID)
                .from(TICKET_)
                .where(
                        TICKET_.TENANT_ID.eq(tx.t()),
                        TICKET_.RESOLVED.lt(before),
                        TICKET_.RESOLVED.isNotNull(),
                        TICKET_.STATUS_CATEGORY.eq(StatusCategory.RESOLVED.key()))
                .orderBy(TICKET_.RESOLVED.desc(), TICKET_.ID.desc())
                .limit(limit)
                .fetch(TICKET_.ID);
    }

    public void insertAll(Tx tx, List<Ticket> tickets) {
        if (tickets.isEmpty()) {
            return;
        }
        var columns = List.copyOf(values(tx, tickets.getFirst()).keySet());
        BulkCopy.into(tx, TICKET_, columns, rows -> {
            for (Ticket t : tickets) {
                var values = values(tx, t);
                for (Field<?> column : columns) {
                    Object value = values.get(column);
                    rows.add(value instanceof String[] array ? List.of(array) : value);
                }
                rows.end();
            }
        });
    }

    private static LinkedHashMap<Field<?>, @Nullable Object> values(Tx tx, Ticket t) {
        var v = new LinkedHashMap<Field<?>, @Nullable Object>();
        v.put(TICKET_.TENANT_ID, tx.t());
        v.put(TICKET_.ID, t.id());
        v.put(TICKET_.NUMBER, t.number());
        v.put(TICKET_.TYPE_ID, t.typeId());
        v.put(TICKET_.DESK_ID, t.deskId());
        v.put(TICKET_.TITLE, t.title());
        v.put(TICKET_.DESCRIPTION, t.description());
        v.put(TICKET_.STATUS, t.status());
        v.put(TICKET_.STATUS_CATEGORY, t.statusCategory().key());
        v.put(TICKET_.IMPACT, (short) t.impact());
        v.put(TICKET_.URGENCY, (short) t.urgency());
        v.put(TICKET_.PRIORITY, (short) t.priority());
        v.put(TICKET_.CATEGORY_ID, t.categoryId());
        v.put(TICKET_.TEAM_ID, t.teamId());
        v.put(TICKET_.ASSIGNEE_ID, t.assigneeId());
        v.put(TICKET_.REQUESTER_ID, t.requesterId());
        v.put(TICKET_.CHANNEL, t.channel().key());
        v.put(TICKET_.TAGS, t.tags().toArray(String[]::new));
        v.put(TICKET_.CREATED, t.created());
        v.put(TICKET_.UPDATED, t.updated());
        v.put(TICKET_.FIRST_REPLIED, t.firstReplied());
        v.put(TICKET_.RESOLVED, t.resolved());
        v.put(TICKET_.CLOSED, t.closed());
        v.put(TICKET_.REOPEN_COUNT, t.reopenCount());
        v.put(TICKET_.REASSIGN_COUNT, t.reassignCount());
        v.put(TICKET_.AGENT_REPLIES, t.agentReplies());
        v.put(TICKET_.AWAITS_AGENT, t.awaitsAgent());
        v.put(TICKET_.RATING, t.rating() == null ? null : t.rating().shortValue());
        v.put(TICKET_.RATING_COMMENT, t.ratingComment());
        v.put(TICKET_.RATED, t.rated());
        v.put(TICKET_.EXTERNAL_ID, t.externalId());
        v.put(TICKET_.VERSION, t.version());
        return v;
    }

    static Ticket ticket(Record r) {
        Short rating = r.get(TICKET_.RATING);
        return new Ticket(
                r.get(TICKET_.ID),
                r.get(TICKET_.NUMBER),
                r.get(TICKET_.TYPE_ID),
                r.get(TICKET_.DESK_ID),
                r.get(TICKET_.TITLE),
                r.field(TICKET_.DESCRIPTION) == null ? "" : r.get(TICKET_.DESCRIPTION),
                r.get(TICKET_.STATUS),
                StatusCategory.of(r.get(TICKET_.STATUS_CATEGORY)),
                r.get(TICKET_.IMPACT),
                r.get(TICKET_.URGENCY),
                r.get(TICKET_.PRIORITY),
                r.get(TICKET_.CATEGORY_ID),
                r.get(TICKET_.TEAM_ID),
                r.get(TICKET_.ASSIGNEE_ID),
                r.get(TICKET_.REQUESTER_ID),
                Channel.of(r.get(TICKET_.CHANNEL)),
                List.of(r.get(TICKET_.TAGS)),
                r.get(TICKET_.CREATED),
                r.get(TICKET_.UPDATED),
                r.get(TICKET_.FIRST_REPLIED),
                r.get(TICKET_.RESOLVED),
                r.get(TICKET_.CLOSED),
                r.get(TICKET_.REOPEN_COUNT),
                r.get(TICKET_.REASSIGN_COUNT),
                r.get(TICKET_.AGENT_REPLIES),
                r.get(TICKET_.AWAITS_AGENT),
                rating == null ? null : rating.intValue(),
                r.get(TICKET_.RATING_COMMENT),
                r.get(TICKET_.RATED),
                r.get(TICKET_.EXTERNAL_ID),
                r.get(TICKET_.VERSION));
    }
}
