package io.steward.server.ticket;

import io.steward.server.identity.Desks;
import io.steward.server.journal.Entry;
import io.steward.server.journal.Journal;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.rules.Rewound;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A ticket as it was after each thing that happened to it, told by its journal: all that the journal keeps by key, and so what
 * conditions on the past may name. Imported history knows names only; those of statuses, teams and categories are found again,
 * those of people are not.
 */
@Component
public class TicketPast {
    private static final List<String> TELLING = List.of("created", "changed", "reply", "converted");

    /** As many entries as are read together; where tickets have more, each is read by itself. */
    private static final int MOST_TOGETHER = 20_000;

    private static final int MOST_OF_ONE = 10_000;

    private final Types types;
    private final Desks desks;
    private final Journal journal;

    TicketPast(Types types, Desks desks, Journal journal) {
        this.types = types;
        this.desks = desks;
        this.journal = journal;
    }

    /** What happened at one instant is one thing. */
    public record State(Instant at, Ticket ticket) {}

    /** A ticket as it is, and as it was. */
    public record Past(Ticket ticket, List<State> states) {}

    private record Change(
            String field,
            boolean custom,
            @Nullable JsonNode from,
            @Nullable JsonNode to) {}

    /** What the entries of one instant come to. */
    private static final class Moment {
        final Instant at;
        final List<Change> changes = new ArrayList<>();
        boolean answered;
        boolean asked;
        boolean converted;

        @Nullable
        UUID fromType;

        @Nullable
        String category;

        boolean moved;

        Moment(Instant at) {
            this.at = at;
        }
    }

    /** Of several tickets, in their order. */
    public List<Past> of(Tx tx, List<Ticket> tickets) {
        var ids = tickets.stream().map(Ticket::id).toList();
        List<Entry> all = journal.of(tx, ids, TELLING, MOST_TOGETHER);
        boolean complete = all.size() < MOST_TOGETHER;
        var entries =
                complete ? all.stream().collect(Collectors.groupingBy(Entry::subjectId)) : Map.<UUID, List<Entry>>of();
        return tickets.stream()
                .map(t -> new Past(
                        t,
                        of(
                                tx.tenant(),
                                t,
                                complete
                                        ? entries.getOrDefault(t.id(), List.of())
                                        : journal.of(tx, List.of(t.id()), TELLING, MOST_OF_ONE))))
                .toList();
    }

    /** @param entries all of the ticket's, the oldest first */
    public List<State> of(TenantId tenant, Ticket now, List<Entry> entries) {
        var moments = moments(now, entries);
        if (moments.isEmpty()) {
            return List.of(new State(now.created(), now));
        }
        var back = new Rewound(now);
        var kept = new ArrayList<Ticket>(moments.size());
        for (int i = moments.size() - 1; i >= 0; i--) {
            Moment moment = moments.get(i);
            kept.add(back.at(moment.at));
            undo(tenant, back, moment, now);
        }
        Collections.reverse(kept);
        return forward(tenant, moments, kept);
    }

    private List<State> forward(TenantId tenant, List<Moment> moments, List<Ticket> kept) {
        var states = new ArrayList<State>(moments.size());
        var before = new Rewound(kept.getFirst());
        for (int i = 0; i < moments.size(); i++) {
            Moment moment = moments.get(i);
            Ticket own = kept.get(i);
            Rewound next = new Rewound(own);
            next.category = before.category;
            next.firstReplied = before.firstReplied;
            next.resolved = before.resolved;
            next.closed = before.closed;
            next.reopenCount = before.reopenCount;
            next.agentReplies = before.agentReplies;
            next.awaitsAgent = before.awaitsAgent;
            next.statusSince = before.statusSince;
            StatusCategory category = i == 0
                    ? category(tenant, own)
                    : moment.moved
                            ? Optional.ofNullable(moment.category)
                                    .map(StatusCategory::of)
                                    .orElseGet(() -> category(tenant, own))
                            : null;
            if (i == 0 && category != null) {
                next.category = category;
            }
            next.happened(moment.at, moment.answered, category, moment.converted, moment.asked);
            if (i == 0) {
                next.awaitsAgent = next.category.isOpen() && !moment.answered;
            }
            states.add(new State(moment.at, next.at(moment.at)));
            before = next;
        }
        return states;
    }

    private StatusCategory category(TenantId tenant, Ticket t) {
        return types.find(tenant, t.typeId())
                .flatMap(type -> type.status(t.status()))
                .map(TicketType.Status::category)
                .orElse(StatusCategory.NEW);
    }

    private static List<Moment> moments(Ticket now, List<Entry> entries) {
        var all = new ArrayList<Moment>();
        for (Entry e : entries) {
            if (!TELLING.contains(e.kind())) {
                continue;
            }
            // Imported histories are not always in order: what comes later did not happen before.
            if (all.isEmpty() || e.at().isAfter(all.getLast().at)) {
                all.add(new Moment(e.at()));
            }
            read(all.getLast(), e, now);
        }
        return all;
    }

    private static void read(Moment moment, Entry e, Ticket now) {
        switch (e.kind()) {
            case "reply" -> {
                if (!e.data().path(Tickets.AUTOMATIC).asBoolean(false)) {
                    boolean answer = isAnswer(e, now);
                    moment.answered |= answer;
                    moment.asked |= !answer;
                }
            }
            case "converted" -> {
                moment.converted = true;
                String from = e.data().path("fromType").asString("");
                moment.fromType = moment.fromType == null ? uuid(from) : moment.fromType;
            }
            case "changed" -> {
                for (JsonNode c : e.data().path("changes")) {
                    var change = new Change(
                            c.path("field").asString(""),
                            c.path("custom").asBoolean(false),
                            value(c.path("from")),
                            value(c.path("to")));
                    moment.changes.add(change);
                    moment.moved |= !change.custom() && change.field().equals(TicketField.STATUS.key());
                }
                moment.category = e.data().path("category").asString(null);
            }
            default -> {
                // Created: begins the ticket's past.
            }
        }
    }

    private static @Nullable JsonNode value(JsonNode node) {
        return node.isObject() ? node : null;
    }

    /** Whether the desk wrote; what was written down before that was kept is told by who wrote, and how. */
    private static boolean isAnswer(Entry e, Ticket now) {
        JsonNode kept = e.data().path(Tickets.ANSWER);
        if (kept.isBoolean()) {
            return kept.booleanValue();
        }
        return e.actor().id() != null && !e.actor().id().equals(now.requesterId());
    }

    private void undo(TenantId tenant, Rewound t, Moment moment, Ticket now) {
        if (moment.fromType != null) {
            t.typeId = moment.fromType;
        }
        boolean weighed = false;
        boolean told = false;
        for (int i = moment.changes.size() - 1; i >= 0; i--) {
            Change c = moment.changes.get(i);
            if (c.custom()) {
                undoCustom(t.fields, c);
                continue;
            }
            weighed |= c.field().equals("impact") || c.field().equals("urgency");
            told |= isPriority(c);
            undo(tenant, t, c, now);
        }
        if (weighed && !told) {
            types.find(tenant, t.typeId).ifPresent(type -> t.priority = type.priority(t.impact, t.urgency));
        }
    }

    /** Of imports a column of the file may be called so, which says nothing of ours. */
    private static boolean isPriority(Change c) {
        return c.field().equals("priority") && (text(c.from(), "key") != null || text(c.to(), "key") != null);
    }

    private void undo(TenantId tenant, Rewound t, Change c, Ticket now) {
        String key = text(c.from(), "key");
        String label = text(c.from(), "label");
        switch (c.field()) {
            case "title" -> t.title = label == null ? t.title : label;
            case "status" -> t.status = status(tenant, t, key, label);
            case "impact" -> t.impact = level(key, label, t.impact);
            case "urgency" -> t.urgency = level(key, label, t.urgency);
            case "priority" -> t.priority = level(key, null, t.priority);
            case "category" -> t.categoryId = key == null ? categoryNamed(tenant, now, label) : uuid(key);
            case "team" -> t.teamId = key == null ? teamNamed(tenant, now, label) : uuid(key);
            case "assignee" -> t.assigneeId = uuid(key);
            case "parent" -> t.parentId = uuid(key);
            case "requester" -> {
                UUID requester = uuid(key);
                t.requesterId = requester == null ? t.requesterId : requester;
            }
            case "tags" -> t.tags = label == null || label.isEmpty() ? List.of() : Arrays.asList(label.split(", ", -1));
            default -> {
                // Of imports: columns that became no field.
            }
        }
    }

    private static void undoCustom(Map<String, JsonNode> fields, Change c) {
        String key = text(c.from(), "key");
        String label = text(c.from(), "label");
        JsonNode exact = c.from() == null ? null : c.from().get("value");
        if (exact != null) {
            fields.put(c.field(), exact);
        } else if (key != null) {
            fields.put(c.field(), JsonNodeFactory.instance.stringNode(key));
        } else if (label == null) {
            fields.remove(c.field());
        } else if (label.matches("-?\\d{1,15}(\\.\\d{1,10})?")) {
            fields.put(c.field(), JsonNodeFactory.instance.numberNode(new BigDecimal(label)));
        } else {
            // Lists and the like were once kept by their names only.
            fields.remove(c.field());
        }
    }

    private String status(TenantId tenant, Rewound t, @Nullable String key, @Nullable String label) {
        if (key != null) {
            return key;
        }
        return types.find(tenant, t.typeId).stream()
                .flatMap(type -> type.definition().statuses().stream())
                .filter(s -> s.name().equals(label))
                .map(TicketType.Status::key)
                .findFirst()
                .orElse(t.status);
    }

    private @Nullable UUID categoryNamed(TenantId tenant, Ticket now, @Nullable String name) {
        return types.categories(tenant).stream()
                .filter(c -> c.deskId().equals(now.deskId()) && c.name().equals(name))
                .map(Category::id)
                .findFirst()
                .orElse(null);
    }

    private @Nullable UUID teamNamed(TenantId tenant, Ticket now, @Nullable String name) {
        return desks.teams(tenant).stream()
                .filter(team ->
                        team.deskId().equals(now.deskId()) && team.name().equals(name))
                .map(io.steward.server.identity.Team::id)
                .findFirst()
                .orElse(null);
    }

    private static int level(@Nullable String key, @Nullable String label, int otherwise) {
        String written = key == null ? label : key;
        return written != null && written.matches("[1-4]") ? Integer.parseInt(written) : otherwise;
    }

    private static @Nullable String text(@Nullable JsonNode value, String part) {
        return value == null ? null : value.path(part).asString(null);
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        try {
            return text == null || text.isEmpty() ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
