package io.steward.server.notification.store;

import static io.steward.db.notification.Tables.DELIVERY;
import static io.steward.db.notification.Tables.NOTICE;

import io.steward.db.notification.tables.records.DeliveryRecord;
import io.steward.db.notification.tables.records.NoticeRecord;
import io.steward.server.notification.InboxItem;
import io.steward.server.notification.NoticeKind;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Json;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/** {@code notification.notice} and {@code notification.delivery}. */
@Repository
public class NoticeStore {
    private static final TypeReference<Map<String, String>> DATA = new TypeReference<>() {};

    /** A notice that is to go out by a channel then. */
    public record Due(InboxItem item, String channel, Instant at) {}

    /** Answers those whose person was not told of it before. */
    public Set<UUID> insert(Tx tx, Collection<InboxItem> items) {
        if (items.isEmpty()) {
            return Set.of();
        }
        return tx.sql()
                .insertInto(NOTICE)
                .set(items.stream().map(i -> row(tx, i)).toList())
                .onConflict(NOTICE.TENANT_ID, NOTICE.PERSON_ID, NOTICE.ONCE)
                .doNothing()
                .returning(NOTICE.ID)
                .fetchSet(NOTICE.ID);
    }

    private static NoticeRecord row(Tx tx, InboxItem i) {
        var r = new NoticeRecord();
        r.setTenantId(tx.t());
        r.setId(i.id());
        r.setPersonId(i.personId());
        r.setKind(i.kind().key());
        r.setWhy(i.why());
        r.setOnce(i.once());
        r.setTicketId(i.ticketId());
        r.setDeskId(i.deskId());
        r.setPath(i.path());
        r.setData(Json.of(i.data()));
        r.setShown(i.shown());
        r.setCreated(i.created());
        return r;
    }

    public void deliver(Tx tx, Collection<Due> due) {
        if (!due.isEmpty()) {
            tx.sql()
                    .insertInto(DELIVERY)
                    .set(due.stream().map(d -> row(tx, d)).toList())
                    .execute();
        }
    }

    private static DeliveryRecord row(Tx tx, Due d) {
        var r = new DeliveryRecord();
        r.setTenantId(tx.t());
        r.setNoticeId(d.item().id());
        r.setChannel(d.channel());
        r.setPersonId(d.item().personId());
        r.setState("waiting");
        r.setDue(d.at());
        return r;
    }

    public List<InboxItem> page(
            Tx tx, UUID person, boolean unread, @Nullable NoticeKind kind, @Nullable UUID before, int limit) {
        Condition where = DSL.noCondition();
        if (unread) {
            where = where.and(NOTICE.READ_AT.isNull());
        }
        if (kind != null) {
            where = where.and(NOTICE.KIND.eq(kind.key()));
        }
        if (before != null) {
            where = where.and(NOTICE.ID.lt(before));
        }
        return tx.sql()
                .selectFrom(NOTICE)
                .where(NOTICE.TENANT_ID.eq(tx.t()), NOTICE.PERSON_ID.eq(person), NOTICE.SHOWN.isTrue(), where)
                .orderBy(NOTICE.ID.desc())
                .limit(limit)
                .fetch(NoticeStore::item);
    }

    public int unread(Tx tx, UUID person, int most) {
        return tx.sql()
                .fetchCount(DSL.selectOne()
                        .from(NOTICE)
                        .where(
                                NOTICE.TENANT_ID.eq(tx.t()),
                                NOTICE.PERSON_ID.eq(person),
                                NOTICE.SHOWN.isTrue(),
                                NOTICE.READ_AT.isNull())
                        .limit(most));
    }

    /** Answers whether it is the person's. */
    public boolean mark(Tx tx, UUID person, UUID id, @Nullable Instant read) {
        return tx.sql()
                        .update(NOTICE)
                        .set(NOTICE.READ_AT, read)
                        .where(NOTICE.TENANT_ID.eq(tx.t()), NOTICE.ID.eq(id), NOTICE.PERSON_ID.eq(person))
                        .execute()
                == 1;
    }

    public void markAll(Tx tx, UUID person, UUID until, Instant read) {
        tx.sql()
                .update(NOTICE)
                .set(NOTICE.READ_AT, read)
                .where(
                        NOTICE.TENANT_ID.eq(tx.t()),
                        NOTICE.PERSON_ID.eq(person),
                        NOTICE.SHOWN.isTrue(),
                        NOTICE.READ_AT.isNull(),
                        NOTICE.ID.le(until))
                .execute();
    }

    /** Somebody for whom something is due that nobody else hands over just now. */
    public Optional<UUID> anyDue(Tx tx, Instant now) {
        return tx.sql()
                .select(DELIVERY.PERSON_ID)
                .from(DELIVERY)
                .where(DELIVERY.TENANT_ID.eq(tx.t()), DELIVERY.STATE.eq(DSL.inline("waiting")), DELIVERY.DUE.le(now))
                .orderBy(DELIVERY.DUE)
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOptional(DELIVERY.PERSON_ID);
    }

    /** What is due for a person by channel, each the oldest first, held until the transaction ends. */
    public Map<String, List<InboxItem>> claim(Tx tx, UUID person, Instant now, int limit) {
        return tx.sql()
                .select(DELIVERY.CHANNEL, NOTICE)
                .from(DELIVERY)
                .join(NOTICE)
                .on(NOTICE.TENANT_ID.eq(DELIVERY.TENANT_ID), NOTICE.ID.eq(DELIVERY.NOTICE_ID))
                .where(
                        DELIVERY.TENANT_ID.eq(tx.t()),
                        DELIVERY.PERSON_ID.eq(person),
                        DELIVERY.STATE.eq(DSL.inline("waiting")),
                        DELIVERY.DUE.le(now))
                .orderBy(NOTICE.ID)
                .limit(limit)
                .forUpdate()
                .of(DELIVERY)
                .skipLocked()
                .fetchGroups(DELIVERY.CHANNEL, r -> item(r.value2()));
    }

    public void settle(Tx tx, Collection<UUID> notices, String channel, String state, Instant at) {
        if (notices.isEmpty()) {
            return;
        }
        tx.sql()
                .update(DELIVERY)
                .set(DELIVERY.STATE, state)
                .setNull(DELIVERY.DUE)
                .set(DELIVERY.SETTLED, at)
                .where(
                        DELIVERY.TENANT_ID.eq(tx.t()),
                        DELIVERY.NOTICE_ID.eq(DSL.any(notices.toArray(UUID[]::new))),
                        DELIVERY.CHANNEL.eq(channel))
                .execute();
    }

    /** What some people were told since a moment, by the notice's id. */
    public Map<UUID, UUID> toldSince(Tx tx, Collection<UUID> people, Instant since) {
        return tx.sql()
                .select(NOTICE.ID, NOTICE.PERSON_ID)
                .from(NOTICE)
                .where(
                        NOTICE.TENANT_ID.eq(tx.t()),
                        NOTICE.ID.ge(Ids.at(since)),
                        NOTICE.PERSON_ID.eq(DSL.any(people.toArray(UUID[]::new))),
                        NOTICE.SHOWN.isTrue())
                .fetchMap(NOTICE.ID, NOTICE.PERSON_ID);
    }

    private static InboxItem item(NoticeRecord r) {
        return new InboxItem(
                r.getId(),
                r.getPersonId(),
                NoticeKind.of(r.getKind()),
                r.getWhy(),
                r.getOnce(),
                r.getTicketId(),
                r.getDeskId(),
                r.getPath(),
                Json.read(r.getData(), DATA),
                r.getShown(),
                r.getCreated(),
                r.getReadAt());
    }
}
