package io.steward.server.ticket.web;

import io.steward.server.identity.Desks;
import io.steward.server.identity.Directory;
import io.steward.server.identity.PersonRef;
import io.steward.server.identity.Team;
import io.steward.server.journal.Entry;
import io.steward.server.journal.Journal;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import io.steward.server.platform.web.Page;
import io.steward.server.ticket.Attachment;
import io.steward.server.ticket.Category;
import io.steward.server.ticket.ComputedFields;
import io.steward.server.ticket.FieldDef;
import io.steward.server.ticket.FieldRole;
import io.steward.server.ticket.Link;
import io.steward.server.ticket.RecordNames;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketColumns;
import io.steward.server.ticket.TicketType;
import io.steward.server.ticket.Types;
import io.steward.server.ticket.Workflow;
import io.steward.server.ticket.store.Around;
import io.steward.server.ticket.store.TicketStore;
import io.steward.server.ticket.store.Visible;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Turns tickets into answers; names of all people on a page come in one statement at most. */
@Component
class Views {
    private final Database database;
    private final Around around;
    private final TicketStore store;
    private final Directory directory;
    private final Desks desks;
    private final Types types;
    private final Workflow workflow;
    private final RecordNames records;
    private final ComputedFields computed;
    private final Journal journal;
    private final TicketColumns columns;

    Views(
            Database database,
            Around around,
            TicketStore store,
            Directory directory,
            Desks desks,
            Types types,
            Workflow workflow,
            RecordNames records,
            ComputedFields computed,
            Journal journal,
            TicketColumns columns) {
        this.database = database;
        this.around = around;
        this.store = store;
        this.directory = directory;
        this.desks = desks;
        this.types = types;
        this.workflow = workflow;
        this.records = records;
        this.computed = computed;
        this.journal = journal;
        this.columns = columns;
    }

    List<Answers.Row> rows(TenantId tenant, List<Ticket> tickets) {
        return rows(tenant, tickets, Map.of());
    }

    List<Answers.Row> rows(TenantId tenant, List<Ticket> tickets, Map<UUID, String> snippets) {
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
        var people = directory.known(tenant, ids).orElseGet(() -> database.read(tenant, tx -> directory.refs(tx, ids)));
        return tickets.stream()
                .map(t -> row(tenant, t, people, snippets.get(t.id())))
                .toList();
    }

    /** With the values of these columns, and the names of what they refer to. */
    List<Answers.Row> rows(Context context, List<Ticket> tickets, List<TicketColumns.Column> columns) {
        var rows = rows(context.tenant(), tickets);
        if (columns.isEmpty()) {
            return rows;
        }
        var shown = this.columns.values(context, tickets, columns);
        return IntStream.range(0, rows.size())
                .mapToObj(i -> with(rows.get(i), shown.get(i)))
                .toList();
    }

    private static Answers.Row with(Answers.Row r, TicketColumns.Values v) {
        return new Answers.Row(
                r.id(),
                r.number(),
                r.typeId(),
                r.deskId(),
                r.title(),
                r.status(),
                r.statusCategory(),
                r.priority(),
                r.requester(),
                r.assignee(),
                r.team(),
                r.category(),
                r.channel(),
                r.created(),
                r.updated(),
                r.unread(),
                r.tags(),
                r.version(),
                r.snippet(),
                v.fields(),
                v.refs());
    }

    private Answers.Row row(TenantId tenant, Ticket t, Map<UUID, PersonRef> people, @Nullable String snippet) {
        return new Answers.Row(
                t.id(),
                t.number(),
                t.typeId(),
                t.deskId(),
                t.title(),
                t.status(),
                t.statusCategory().key(),
                t.priority(),
                ref(people, t.requesterId()),
                t.assigneeId() == null ? null : ref(people, t.assigneeId()),
                team(tenant, t.teamId()),
                category(tenant, t.categoryId()),
                t.channel().key(),
                t.created(),
                t.updated(),
                t.awaitsAgent() && t.statusCategory().isOpen(),
                t.tags(),
                t.version(),
                snippet,
                null,
                null);
    }

    Answers.Full full(Context context, Tx tx, Ticket t) {
        return full(context, tx, t, 0);
    }

    /** @param entries how many of the first entries come with it; none for 0 */
    Answers.Full full(Context context, Tx tx, Ticket t, int entries) {
        var hanging = new Hanging(
                around.watchers(tx, t.id()), around.links(tx, t.id()), around.attachments(tx, t.id(), false));
        var page = entries == 0 ? null : entries(context, tx, t, 0, entries, hanging.files());
        return full(context, tx, t, hanging, page);
    }

    /** A ticket just created, without files: nothing can hang on it yet. */
    Answers.Full bare(Context context, Tx tx, Ticket t) {
        return full(context, tx, t, Hanging.NOTHING, null);
    }

    /** What hangs on a ticket. */
    private record Hanging(List<UUID> watchers, List<Link> links, List<Attachment> files) {
        static final Hanging NOTHING = new Hanging(List.of(), List.of(), List.of());
    }

    private Answers.Full full(
            Context context, Tx tx, Ticket t, Hanging hanging, @Nullable Page<Answers.EntryView> entries) {
        var ids = new HashSet<>(hanging.watchers());
        ids.add(t.requesterId());
        if (t.assigneeId() != null) {
            ids.add(t.assigneeId());
        }
        var people = directory.refs(tx, ids);
        var type = types.get(context.tenant(), t.typeId());
        var values = computed.of(tx, context, List.of(t), f -> true).getOrDefault(t.id(), t.fields());
        boolean works = context.rights().worksOn(t.deskId());
        TenantId tenant = context.tenant();
        return new Answers.Full(
                t.id(),
                t.number(),
                t.typeId(),
                t.deskId(),
                t.title(),
                t.status(),
                t.statusCategory().key(),
                t.priority(),
                ref(people, t.requesterId()),
                t.assigneeId() == null ? null : ref(people, t.assigneeId()),
                team(tenant, t.teamId()),
                category(tenant, t.categoryId()),
                t.channel().key(),
                t.created(),
                t.updated(),
                t.awaitsAgent() && t.statusCategory().isOpen(),
                t.tags(),
                t.version(),
                t.description(),
                t.impact(),
                t.urgency(),
                t.resolved(),
                t.closed(),
                t.firstReplied(),
                t.reopenCount(),
                rating(t),
                hanging.watchers().stream().map(id -> ref(people, id)).toList(),
                links(context, tx, hanging.links()),
                hanging.files().stream().map(Views::file).toList(),
                workflow.open(context, tx, type, t).stream()
                        .map(Answers.TransitionView::of)
                        .toList(),
                new Answers.May(works, works, works),
                readable(type, values, FieldRole.of(context, t.deskId())),
                records.of(tx, context, type.fields(), List.of(values)),
                parent(context, tx, t),
                entries);
    }

    /** A page of what happened to a ticket, with the files that came with each. */
    Page<Answers.EntryView> entries(Context context, Tx tx, Ticket ticket, long after, int most) {
        return entries(context, tx, ticket, after, most, around.attachments(tx, ticket.id(), false));
    }

    private Page<Answers.EntryView> entries(
            Context context, Tx tx, Ticket ticket, long after, int most, List<Attachment> attachments) {
        var files = byEntry(attachments);
        var readable = readable(context, ticket);
        return Page.of(journal.of(tx, ticket.id(), after, most + 1, false), most, e -> Long.toString(e.seq()))
                .map(e -> entry(e, files.getOrDefault(e.id(), List.of()), readable));
    }

    /** The values of the fields that these roles may read. */
    static Map<String, JsonNode> readable(TicketType type, Map<String, JsonNode> values, Set<FieldRole> roles) {
        if (values.isEmpty()) {
            return values;
        }
        var shown = new LinkedHashMap<String, JsonNode>();
        for (FieldDef field : type.fields()) {
            JsonNode kept = values.get(field.key());
            if (kept != null && field.readableBy(roles)) {
                shown.put(field.key(), kept);
            }
        }
        return shown;
    }

    private Answers.@Nullable Parent parent(Context context, Tx tx, Ticket t) {
        return t.parentId() == null
                ? null
                : store.find(tx, t.parentId(), Visible.workedBy(context.rights()))
                        .map(p -> new Answers.Parent(
                                p.id(),
                                p.number(),
                                p.title(),
                                p.status(),
                                p.statusCategory().key()))
                        .orElse(null);
    }

    private List<Answers.LinkView> links(Context context, Tx tx, List<Link> links) {
        if (links.isEmpty()) {
            return List.of();
        }
        var others =
                store.byIds(tx, links.stream().map(Link::otherId).toList(), Visible.workedBy(context.rights())).stream()
                        .collect(Collectors.toMap(Ticket::id, t -> t));
        return links.stream()
                .filter(l -> others.containsKey(l.otherId()))
                .map(l -> {
                    Ticket o = Objects.requireNonNull(others.get(l.otherId()));
                    return new Answers.LinkView(
                            l.id(),
                            l.kind().key(),
                            l.kind().label(l.outgoing()),
                            new Answers.Linked(
                                    o.id(),
                                    o.number(),
                                    o.title(),
                                    o.status(),
                                    o.statusCategory().key()));
                })
                .toList();
    }

    static Answers.@Nullable Rating rating(Ticket t) {
        return t.rating() == null ? null : new Answers.Rating(t.rating(), t.ratingComment(), t.rated());
    }

    /** Attached files by the entry they came with. */
    static Map<UUID, List<Answers.FileView>> byEntry(List<Attachment> attachments) {
        var files = new HashMap<UUID, List<Answers.FileView>>();
        for (Attachment a : attachments) {
            if (a.entryId() != null) {
                files.computeIfAbsent(a.entryId(), x -> new ArrayList<>()).add(file(a));
            }
        }
        return files;
    }

    /** A list that a request may leave out. */
    static <T> List<T> or(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    static Answers.FileView file(Attachment a) {
        return new Answers.FileView(a.id(), a.name(), a.type(), a.size(), a.inline(), a.entryId(), a.created());
    }

    /** @param readable the custom fields whose changes the caller may know of */
    static Answers.EntryView entry(Entry e, List<Answers.FileView> files, Set<String> readable) {
        var changes = new ArrayList<Object>();
        for (JsonNode change : e.data().path("changes")) {
            if (!change.path("custom").asBoolean(false)
                    || readable.contains(change.path("field").asString(""))) {
                changes.add(change);
            }
        }
        var actor = new Answers.ActorView(
                e.actor().kind().key(), e.actor().id(), e.actor().name());
        String channel = e.data().path("channel").asString("");
        return new Answers.EntryView(
                e.id(),
                e.seq(),
                e.at(),
                actor,
                e.kind(),
                e.audience().key(),
                e.body(),
                e.folded(),
                changes,
                files,
                channel.isEmpty() ? null : channel,
                e.cause(),
                detail(e));
    }

    /** The custom fields of a type that a caller may read, also those that are out of use. */
    Set<String> readable(Context context, Ticket t) {
        var roles = FieldRole.of(context, t.deskId());
        return types.get(context.tenant(), t.typeId()).definition().fields().stream()
                .filter(f -> f.readableBy(roles))
                .map(FieldDef::key)
                .collect(Collectors.toSet());
    }

    private static @Nullable Object detail(Entry e) {
        return switch (e.kind()) {
            case "linked",
                    "unlinked",
                    "watched",
                    "unwatched",
                    "rated",
                    "assigned",
                    "merged",
                    "merged_in",
                    "unmerged",
                    "unmerged_in",
                    "split",
                    "split_from",
                    "duplicated",
                    "duplicate_of",
                    "converted",
                    "snoozed",
                    "woken" -> e.data();
            default ->
                Stream.of("task", "time_", "approval_", "sla_", "page", "webhook_")
                                .anyMatch(e.kind()::startsWith)
                        ? e.data()
                        : null;
        };
    }

    private Answers.@Nullable Named team(TenantId tenant, @Nullable UUID id) {
        return id == null
                ? null
                : new Answers.Named(id, desks.team(tenant, id).map(Team::name).orElse("?"));
    }

    private Answers.@Nullable Named category(TenantId tenant, @Nullable UUID id) {
        return id == null
                ? null
                : new Answers.Named(
                        id, types.category(tenant, id).map(Category::name).orElse("?"));
    }

    static Answers.Ref ref(Map<UUID, PersonRef> people, UUID id) {
        PersonRef ref = people.get(id);
        return ref == null ? new Answers.Ref(id, "?", null) : new Answers.Ref(id, ref.name(), ref.email());
    }
}
