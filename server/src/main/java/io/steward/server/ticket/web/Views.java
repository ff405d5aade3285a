package io.steward.server.ticket.web;

import io.steward.server.ticket.store.Around;
import java.util.ArrayList;
import io.steward.server.ticket.Attachment;
import io.steward.server.ticket.Category;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.identity.Desks;
import io.steward.server.identity.Directory;
import io.steward.server.journal.Entry;
import java.util.HashSet;
import io.steward.server.ticket.Link;
import java.util.List;
import java.util.Map;
import org.jooq.Named;
import org.jspecify.annotations.Nullable;
import java.util.Objects;
import io.steward.server.identity.PersonRef;
import io.steward.server.identity.Team;
import io.steward.server.platform.TenantId;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.store.TicketStore;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Types;
import java.util.UUID;
import io.steward.server.ticket.store.Visible;

/** Turns tickets into answers; names of all people on a page come in one statement at most. */
@Component
class Views {
    private final Database database;
    private final Around around;
    private final TicketStore store;
    private final Directory directory;
    private final Desks desks;
    private final Types types;

    Views(Database database, Around around, TicketStore store, Directory directory, Desks desks, Types types) {
        this.database = database;
        this.around = around;
        this.store = store;
        this.directory = directory;
        this.desks = desks;
        this.types = types;
    }

    List<Json.Row> rows(TenantId tenant, List<Ticket> tickets) {
        return rows(tenant, tickets, Map.of());
    }

    List<Json.Row> rows(TenantId tenant, List<Ticket> tickets, Map<UUID, String> snippets) {
        if (tickets.isEmpty()) {
            return List.of();
        }
        var ids = new HashSet<UUID>();
        for (Ticket t : tickets) {
            ids.add(t.requesterId());
            if (t.assigneeId() != null) {
                ids.add(t.assigneeId());
            }
        }
        var people = directory.known(tenant, ids)
                .orElseGet(() -> database.read(tenant, tx -> directory.refs(tx, ids)));
        return tickets.stream().map(t -> row(tenant, t, people, snippets.get(t.id()))).toList();
    }

    private Json.Row row(TenantId tenant, Ticket t, Map<UUID, PersonRef> people, @Nullable String snippet) {
        return new Json.Row(
                t.id(), t.number(), t.typeId(), t.deskId(), t.title(), t.status(), t.statusCategory().key(), t.priority(),
                ref(people, t.requesterId()), t.assigneeId() == null ? null : ref(people, t.assigneeId()),
                team(tenant, t.teamId()), category(tenant, t.categoryId()), t.channel().key(), t.created(), t.updated(),
                t.awaitsAgent() && t.statusCategory().isOpen(), t.tags(), t.version(), snippet);
    }

    Json.Full full(Context context, Tx tx, Ticket t) {
        var watchers = around.watchers(tx, t.id());
        var links = around.links(tx, t.id());
        var ids = new HashSet<>(watchers);
        ids.add(t.requesterId());
        if (t.assigneeId() != null) {
            ids.add(t.assigneeId());
        }
        var people = directory.refs(tx, ids);
        var type = types.get(context.tenant(), t.typeId());
        boolean works = context.rights().worksOn(t.deskId());
        TenantId tenant = context.tenant();
        return new Json.Full(
                t.id(), t.number(), t.typeId(), t.deskId(), t.title(), t.status(), t.statusCategory().key(), t.priority(),
                ref(people, t.requesterId()), t.assigneeId() == null ? null : ref(people, t.assigneeId()),
                team(tenant, t.teamId()), category(tenant, t.categoryId()), t.channel().key(), t.created(), t.updated(),
                t.awaitsAgent() && t.statusCategory().isOpen(), t.tags(), t.version(), t.description(), t.impact(),
                t.urgency(), t.resolved(), t.closed(), t.firstReplied(), t.reopenCount(), rating(t),
                watchers.stream().map(id -> ref(people, id)).toList(), links(context, tx, links),
                around.attachments(tx, t.id(), false).stream().map(Views::file).toList(), type.transitions(t.status()),
                new Json.May(works, works, works));
    }

    private List<Json.LinkView> links(Context context, Tx tx, List<Link> links) {
        if (links.isEmpty()) {
            return List.of();
        }
        var others = store.byIds(tx, links.stream().map(Link::otherId).toList(), Visible.workedBy(context.rights()))
                .stream()
                .collect(Collectors.toMap(Ticket::id, t -> t));
        return links.stream()
                .filter(l -> others.containsKey(l.otherId()))
                .map(l -> {
                    Ticket o = Objects.requireNonNull(others.get(l.otherId()));
                    return new Json.LinkView(l.id(), l.kind().key(), l.kind().label(l.outgoing()),
                            new Json.Linked(o.id(), o.number(), o.title(), o.status(), o.statusCategory().key()));
                })
                .toList();
    }

    static Json.@Nullable Rating rating(Ticket t) {
        return t.rating() == null ? null : new Json.Rating(t.rating(), t.ratingComment(), t.rated());
    }

    static Json.FileView file(Attachment a) {
        return new Json.FileView(a.id(), a.name(), a.type(), a.size(), a.inline(), a.entryId(), a.created());
    }

    static Json.EntryView entry(Entry e, List<Json.FileView> files) {
        var changes = new ArrayList<Object>();
        e.data().path("changes").forEach(changes::add);
        var actor = new Json.ActorView(e.actor().kind().key(), e.actor().id(), e.actor().name());
        String channel = e.data().path("channel").asString("");
        return new Json.EntryView(
                e.id(), e.seq(), e.at(), actor, e.kind(), e.audience().key(), e.body(), e.folded(), changes, files,
                channel.isEmpty() ? null : channel, e.cause(), detail(e));
    }

    private static @Nullable Object detail(Entry e) {
        return switch (e.kind()) {
            case "linked", "unlinked", "watched", "unwatched", "rated" -> e.data();
            default -> null;
        };
    }

    private Json.@Nullable Named team(TenantId tenant, @Nullable UUID id) {
        return id == null
                ? null
                : new Json.Named(id, desks.team(tenant, id).map(Team::name).orElse("?"));
    }

    private Json.@Nullable Named category(TenantId tenant, @Nullable UUID id) {
        return id == null
                ? null
                : new Json.Named(id, types.category(tenant, id).map(Category::name).orElse("?"));
    }

    static Json.Ref ref(Map<UUID, PersonRef> people, UUID id) {
        PersonRef ref = people.get(id);
        return ref == null ? new Json.Ref(id, "?", null) : new Json.Ref(id, ref.name(), ref.email());
    }
}
