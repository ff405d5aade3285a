package io.steward.server.ticket.store;

import static io.steward.db.ticket.Tables.LINK;
import static io.steward.db.ticket.Tables.TICKET_;
import static io.steward.db.ticket.Tables.WATCHER;

import io.steward.server.platform.Tx;
import io.steward.server.ticket.LinkKind;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What tickets are tied to, as conditions of queries and as ids. */
@Repository
public class Relations {
    /** From which end a link is looked at. */
    public enum End {
        FROM,
        TO,
        EITHER
    }

    /** There is a link of this kind (null: any), to one of the tickets (null: any), from this end. */
    public static Condition linked(@Nullable LinkKind kind, End end, @Nullable Collection<?> others) {
        Condition from = linked(kind, LINK.FROM_ID, LINK.TO_ID, others);
        Condition to = linked(kind, LINK.TO_ID, LINK.FROM_ID, others);
        return switch (end) {
            case FROM -> from;
            case TO -> to;
            case EITHER -> from.or(to);
        };
    }

    private static Condition linked(
            @Nullable LinkKind kind, Field<UUID> here, Field<UUID> there, @Nullable Collection<?> others) {
        return DSL.exists(DSL.selectOne()
                .from(LINK)
                .where(
                        LINK.TENANT_ID.eq(TICKET_.TENANT_ID),
                        here.eq(TICKET_.ID),
                        kind == null ? DSL.noCondition() : LINK.KIND.eq(kind.key()),
                        any(there, others)));
    }

    public static Condition watched(@Nullable Collection<?> people) {
        return DSL.exists(DSL.selectOne()
                .from(WATCHER)
                .where(
                        WATCHER.TENANT_ID.eq(TICKET_.TENANT_ID),
                        WATCHER.TICKET_ID.eq(TICKET_.ID),
                        any(WATCHER.PERSON_ID, people)));
    }

    private static Condition any(Field<UUID> column, @Nullable Collection<?> ids) {
        return ids == null
                ? DSL.noCondition()
                : column.eq(DSL.any(ids.stream().map(UUID.class::cast).toArray(UUID[]::new)));
    }

    public Set<UUID> linked(Tx tx, UUID ticket, @Nullable LinkKind kind, End end) {
        var all = new HashSet<UUID>();
        if (end != End.TO) {
            all.addAll(others(tx, ticket, kind, LINK.FROM_ID, LINK.TO_ID));
        }
        if (end != End.FROM) {
            all.addAll(others(tx, ticket, kind, LINK.TO_ID, LINK.FROM_ID));
        }
        return all;
    }

    private static List<UUID> others(Tx tx, UUID ticket, @Nullable LinkKind kind, Field<UUID> here, Field<UUID> there) {
        return tx.sql()
                .select(there)
                .from(LINK)
                .where(
                        LINK.TENANT_ID.eq(tx.t()),
                        here.eq(ticket),
                        kind == null ? DSL.noCondition() : LINK.KIND.eq(kind.key()))
                .fetch(there);
    }

    /** The ticket with this number. */
    public List<UUID> numbered(Tx tx, String number) {
        return tx.sql()
                .select(TICKET_.ID)
                .from(TICKET_)
                .where(TICKET_.TENANT_ID.eq(tx.t()), TICKET_.NUMBER.eq(number))
                .fetch(TICKET_.ID);
    }
}
