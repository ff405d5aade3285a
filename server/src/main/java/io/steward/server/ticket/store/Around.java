package io.steward.server.ticket.store;

import static io.steward.db.platform.Tables.FILE;
import static io.steward.db.ticket.Tables.ATTACHMENT;
import static io.steward.db.ticket.Tables.LINK;
import static io.steward.db.ticket.Tables.WATCHER;
import static io.steward.server.platform.Prepared.value;

import io.steward.server.journal.Audience;
import io.steward.server.platform.Prepared;
import io.steward.server.platform.Row;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Attachment;
import io.steward.server.ticket.Link;
import io.steward.server.ticket.LinkKind;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What hangs on a ticket: watchers, links, attachments. */
@Repository
public class Around {
    private static final Prepared WATCHERS = Prepared.of(() -> DSL.select(WATCHER.PERSON_ID)
            .from(WATCHER)
            .where(WATCHER.TENANT_ID.eq(value(WATCHER.TENANT_ID)), WATCHER.TICKET_ID.eq(value(WATCHER.TICKET_ID)))
            .orderBy(WATCHER.PERSON_ID));

    private static final Prepared LINKS = Prepared.of(() -> DSL.select(LINK.ID, LINK.KIND, LINK.FROM_ID, LINK.TO_ID)
            .from(LINK)
            .where(
                    LINK.TENANT_ID.eq(value(LINK.TENANT_ID)),
                    LINK.FROM_ID.eq(value(LINK.FROM_ID)).or(LINK.TO_ID.eq(value(LINK.TO_ID))))
            .orderBy(LINK.ID));

    private static final Prepared OF_TICKET = Prepared.of(() -> select(ATTACHMENT
            .TICKET_ID
            .eq(value(ATTACHMENT.TICKET_ID))
            .and(DSL.condition(value(Boolean.class)).or(ATTACHMENT.AUDIENCE.eq(DSL.inline(Audience.PUBLIC.key()))))));

    private static final Prepared OF_TICKETS = Prepared.of(() -> select(ATTACHMENT
            .TICKET_ID
            .eq(DSL.any(value(UUID[].class)))
            .and(ATTACHMENT.AUDIENCE.eq(DSL.inline(Audience.PUBLIC.key())))));

    private static final Prepared ATTACHED = Prepared.of(() -> select(ATTACHMENT.ID.eq(value(ATTACHMENT.ID))));

    public List<UUID> watchers(Tx tx, UUID ticket) {
        return WATCHERS.list(tx, Row::id, tx.t(), ticket);
    }

    /** Who watches several tickets, by ticket. */
    public Map<UUID, List<UUID>> watchers(Tx tx, Collection<UUID> tickets) {
        return tx.sql()
                .select(WATCHER.TICKET_ID, WATCHER.PERSON_ID)
                .from(WATCHER)
                .where(WATCHER.TENANT_ID.eq(tx.t()), WATCHER.TICKET_ID.eq(DSL.any(tickets.toArray(UUID[]::new))))
                .orderBy(WATCHER.PERSON_ID)
                .fetchGroups(WATCHER.TICKET_ID, WATCHER.PERSON_ID);
    }

    public boolean watch(Tx tx, UUID ticket, UUID person) {
        return tx.sql()
                        .insertInto(WATCHER)
                        .values(tx.t(), ticket, person)
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    /** Who of these did not watch yet; now all do. */
    public List<UUID> watchAll(Tx tx, UUID ticket, Collection<UUID> people) {
        var insert = tx.sql().insertInto(WATCHER, WATCHER.TENANT_ID, WATCHER.TICKET_ID, WATCHER.PERSON_ID);
        for (UUID person : people) {
            insert = insert.values(tx.t(), ticket, person);
        }
        return insert.onConflictDoNothing().returning(WATCHER.PERSON_ID).fetch(WATCHER.PERSON_ID);
    }

    public boolean unwatch(Tx tx, UUID ticket, UUID person) {
        return tx.sql()
                        .deleteFrom(WATCHER)
                        .where(WATCHER.TENANT_ID.eq(tx.t()), WATCHER.TICKET_ID.eq(ticket), WATCHER.PERSON_ID.eq(person))
                        .execute()
                == 1;
    }

    public List<Link> links(Tx tx, UUID ticket) {
        return LINKS.list(
                tx,
                r -> {
                    UUID id = r.id();
                    LinkKind kind = LinkKind.of(r.text());
                    UUID from = r.id();
                    UUID to = r.id();
                    boolean outgoing = ticket.equals(from);
                    return new Link(id, kind, outgoing, outgoing ? to : from);
                },
                tx.t(),
                ticket,
                ticket);
    }

    /** The relations of several tickets, as each of them sees them. */
    public Map<UUID, List<Link>> links(Tx tx, Collection<UUID> tickets) {
        var asked = new HashSet<>(tickets);
        var ids = asked.toArray(UUID[]::new);
        var all = new HashMap<UUID, List<Link>>();
        tx.sql()
                .select(LINK.ID, LINK.KIND, LINK.FROM_ID, LINK.TO_ID)
                .from(LINK)
                .where(LINK.TENANT_ID.eq(tx.t()), LINK.FROM_ID.eq(DSL.any(ids)).or(LINK.TO_ID.eq(DSL.any(ids))))
                .orderBy(LINK.ID)
                .forEach(r -> {
                    LinkKind kind = LinkKind.of(r.value2());
                    if (asked.contains(r.value3())) {
                        all.computeIfAbsent(r.value3(), x -> new ArrayList<>())
                                .add(new Link(r.value1(), kind, true, r.value4()));
                    }
                    if (asked.contains(r.value4())) {
                        all.computeIfAbsent(r.value4(), x -> new ArrayList<>())
                                .add(new Link(r.value1(), kind, false, r.value3()));
                    }
                });
        return all;
    }

    public boolean link(Tx tx, UUID id, LinkKind kind, UUID from, UUID to) {
        return tx.sql()
                        .insertInto(LINK)
                        .values(tx.t(), id, kind.key(), from, to)
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    public boolean unlink(Tx tx, UUID id) {
        return tx.sql()
                        .deleteFrom(LINK)
                        .where(LINK.TENANT_ID.eq(tx.t()), LINK.ID.eq(id))
                        .execute()
                == 1;
    }

    public void attach(
            Tx tx, UUID file, UUID ticket, @Nullable UUID entry, Audience audience, boolean inline, Instant at) {
        tx.sql()
                .insertInto(ATTACHMENT)
                .values(tx.t(), file, ticket, entry, audience.key(), inline, at)
                .execute();
    }

    public List<Attachment> attachments(Tx tx, UUID ticket, boolean publicOnly) {
        return OF_TICKET.list(tx, Around::attachment, tx.t(), ticket, !publicOnly);
    }

    /** What readers may see of several tickets. */
    public List<Attachment> attachments(Tx tx, Collection<UUID> tickets) {
        return OF_TICKETS.list(tx, Around::attachment, tx.t(), tickets.toArray(UUID[]::new));
    }

    public Optional<Attachment> attachment(Tx tx, UUID id) {
        return ATTACHED.find(tx, Around::attachment, tx.t(), id);
    }

    private static Query select(Condition which) {
        return DSL.select(
                        ATTACHMENT.ID,
                        ATTACHMENT.TICKET_ID,
                        ATTACHMENT.ENTRY_ID,
                        FILE.NAME,
                        FILE.TYPE,
                        FILE.SIZE,
                        ATTACHMENT.INLINE,
                        ATTACHMENT.AUDIENCE,
                        ATTACHMENT.CREATED)
                .from(ATTACHMENT)
                .join(FILE)
                .on(FILE.TENANT_ID.eq(ATTACHMENT.TENANT_ID), FILE.ID.eq(ATTACHMENT.ID))
                .where(ATTACHMENT.TENANT_ID.eq(value(ATTACHMENT.TENANT_ID)), which)
                .orderBy(ATTACHMENT.CREATED, ATTACHMENT.ID);
    }

    private static Attachment attachment(Row r) throws SQLException {
        return new Attachment(
                r.id(), r.id(), r.idOrNull(), r.text(), r.text(), r.big(), r.flag(), Audience.of(r.text()), r.at());
    }
}
