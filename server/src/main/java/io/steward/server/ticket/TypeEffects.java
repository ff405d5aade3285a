package io.steward.server.ticket;

import io.steward.server.journal.Audience;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.rules.fields.FieldTypes;
import io.steward.server.ticket.store.DefinitionStore;
import io.steward.server.ticket.store.FieldValueStore;
import io.steward.server.ticket.store.TicketStore;
import io.steward.server.ticket.store.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What a change of a type does to the tickets there are: told beforehand, and carried out. */
@Component
public class TypeEffects {
    private static final int AT_ONCE = 500;

    /** A status that is gone, and how many tickets have it. */
    public record GoneStatus(String key, String name, int tickets) {}

    /**
     * @param change removed, kind, options (some were taken away) or required
     * @param tickets those that have such a value, or for required lack one
     */
    public record ChangedField(String key, String name, String change, int tickets) {}

    /** A status that no transition leads out of, though work in it is open. */
    public record Stuck(String status, int tickets) {}

    public record Effect(List<GoneStatus> statuses, List<ChangedField> fields, List<Stuck> stuck, int stateChanges) {}

    private final DefinitionStore definitions;
    private final TicketStore tickets;
    private final FieldValueStore index;
    private final Journal journal;
    private final Steps steps;

    TypeEffects(DefinitionStore definitions, TicketStore tickets, FieldValueStore index, Journal journal, Steps steps) {
        this.definitions = definitions;
        this.tickets = tickets;
        this.index = index;
        this.journal = journal;
        this.steps = steps;
    }

    Effect of(Tx tx, TicketType type, TicketType.Definition next) {
        var counts = definitions.byStatus(tx, type.id());
        var gone = new ArrayList<GoneStatus>();
        var stuck = new ArrayList<Stuck>();
        int stateChanges = 0;
        for (var status : type.definition().statuses()) {
            int count = counts.getOrDefault(status.key(), 0);
            var now = next.status(status.key()).orElse(null);
            if (now == null) {
                gone.add(new GoneStatus(status.key(), status.name(), count));
            } else if (now.category() != status.category()) {
                stateChanges += count;
            }
        }
        for (var status : next.statuses()) {
            boolean way = next.transitions().stream().anyMatch(t -> t.startsFrom(status.key()));
            if (!way && status.category().isOpen()) {
                stuck.add(new Stuck(status.key(), counts.getOrDefault(status.key(), 0)));
            }
        }
        return new Effect(gone, fields(tx, type, next), stuck, stateChanges);
    }

    private List<ChangedField> fields(Tx tx, TicketType type, TicketType.Definition next) {
        var changed = new ArrayList<ChangedField>();
        for (FieldDef before : type.fields()) {
            FieldDef after = field(next, before.key()).orElse(null);
            if (after == null || after.retired()) {
                changed.add(new ChangedField(
                        before.key(), before.name(), "removed", definitions.withValue(tx, type.id(), before)));
            } else if (after.kind() != before.kind()) {
                changed.add(new ChangedField(
                        before.key(), before.name(), "kind", definitions.withValue(tx, type.id(), before)));
            } else {
                var gone = before.options().stream()
                        .filter(o -> o.isActive()
                                && after.option(o.key())
                                        .filter(FieldDef.Option::isActive)
                                        .isEmpty())
                        .map(FieldDef.Option::key)
                        .toList();
                if (!gone.isEmpty()) {
                    changed.add(new ChangedField(
                            before.key(),
                            after.name(),
                            "options",
                            definitions.withOption(tx, type.id(), before, gone)));
                }
            }
        }
        for (FieldDef after : next.fields()) {
            boolean was = field(type.definition(), after.key())
                    .filter(FieldDef::required)
                    .isPresent();
            if (after.required() && !was && !after.retired()) {
                changed.add(new ChangedField(
                        after.key(), after.name(), "required", definitions.openWithoutValue(tx, type.id(), after)));
            }
        }
        return changed;
    }

    private static Optional<FieldDef> field(TicketType.Definition d, String key) {
        return d.fields().stream().filter(f -> f.key().equals(key)).findFirst();
    }

    /** Refuses what would lose something: values of another kind, and tickets without a status. */
    void verify(Tx tx, TicketType type, TicketType next, Map<String, String> statusMap) {
        var effect = of(tx, type, next.definition());
        var check = new Check();
        for (ChangedField f : effect.fields()) {
            check.that(
                    !f.change().equals("kind") || f.tickets() == 0,
                    "fields." + f.key(),
                    "used",
                    f.tickets() + " tickets have a value of the former kind: add a new field instead");
        }
        for (GoneStatus s : effect.statuses()) {
            String to = statusMap.get(s.key());
            boolean good = to == null ? s.tickets() == 0 : next.status(to).isPresent();
            check.that(good, "statusMap." + s.key(), "required", s.tickets() + " tickets need another status");
        }
        check.done();
    }

    void carryOut(Tx tx, Context context, TicketType type, TicketType next, Map<String, String> statusMap) {
        for (var status : type.definition().statuses()) {
            var same = next.status(status.key());
            if (same.isEmpty() || same.get().category() != status.category()) {
                String to = same.isPresent() ? status.key() : statusMap.get(status.key());
                if (to != null) {
                    move(tx, context, next, status, next.status(to).orElseThrow());
                }
            }
        }
        definitions.setConfidential(tx, type.id(), next.definition().confidential());
        for (FieldDef field : next.definition().fields()) {
            FieldDef before = field(type.definition(), field.key()).orElse(null);
            reindex(tx, type, before, field);
        }
    }

    private void move(Tx tx, Context context, TicketType next, TicketType.Status from, TicketType.Status to) {
        @Nullable UUID after = null;
        List<UUID> ids;
        do {
            ids = definitions.inStatus(tx, next.id(), from.key(), after, AT_ONCE);
            var entries = new ArrayList<NewEntry>(ids.size());
            var before = tickets.byIds(tx, ids, Visible.ALL);
            for (Ticket ticket : before) {
                tickets.move(tx, ticket, to, context.at());
                var change = new Labels.Change(
                        TicketField.STATUS.key(),
                        new Labels.Value(from.key(), from.name()),
                        new Labels.Value(to.key(), to.name()));
                entries.add(new NewEntry(
                        Ids.next(),
                        Tickets.SUBJECT,
                        ticket.id(),
                        ticket.deskId(),
                        "changed",
                        Audience.INTERNAL,
                        null,
                        null,
                        Map.of(
                                "changes",
                                List.of(change),
                                "category",
                                to.category().key())));
            }
            if (!entries.isEmpty()) {
                journal.appendAll(tx, context, entries);
                after = ids.getLast();
                moved(tx, context, before, ids);
            }
        } while (ids.size() == AT_ONCE);
    }

    private void moved(Tx tx, Context context, List<Ticket> before, List<UUID> ids) {
        var after = tickets.byIds(tx, ids, Visible.ALL).stream().collect(Collectors.toMap(Ticket::id, t -> t));
        for (Ticket ticket : before) {
            Ticket now = after.get(ticket.id());
            if (now != null) {
                steps.after(tx, context, ticket, now);
            }
        }
    }

    /** A field that is searched by now gets its values noted; one that is no longer is forgotten. */
    private void reindex(Tx tx, TicketType type, @Nullable FieldDef before, FieldDef now) {
        if (before == null || (isNoted(before) == isNoted(now) && before.unique() == now.unique())) {
            return;
        }
        index.drop(tx, now.id());
        if (!isNoted(now)) {
            return;
        }
        @Nullable UUID after = null;
        List<UUID> ids;
        do {
            ids = definitions.having(tx, type.id(), now.key(), after, AT_ONCE);
            for (Ticket ticket : tickets.byIds(tx, ids, Visible.ALL)) {
                JsonNode kept = ticket.fields().get(now.key());
                if (kept != null) {
                    index.put(tx, now, ticket.id(), FieldTypes.of(now).compared(now, kept));
                }
            }
            after = ids.isEmpty() ? after : ids.getLast();
        } while (ids.size() == AT_ONCE);
    }

    private static boolean isNoted(FieldDef field) {
        return !field.retired() && (field.indexed() || field.unique());
    }
}
