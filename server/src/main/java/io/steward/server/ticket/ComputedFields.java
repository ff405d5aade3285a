package io.steward.server.ticket;

import io.steward.server.identity.Tenants;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.rules.FormulaFields;
import io.steward.server.ticket.rules.Linked;
import io.steward.server.ticket.rules.fields.FieldTypes;
import io.steward.server.ticket.spi.TicketNumbers;
import io.steward.server.ticket.store.Around;
import io.steward.server.ticket.store.TicketStore;
import io.steward.server.ticket.store.Visible;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Fields that are worked out when they are read: for a page of tickets with as many statements as for one. */
@Component
public class ComputedFields {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MOST_LINKED = 2_000;

    private final Types types;
    private final TicketStore store;
    private final Around around;
    private final RecordNames records;
    private final Tenants tenants;
    private final ObjectProvider<TicketNumbers> numbers;

    ComputedFields(
            Types types,
            TicketStore store,
            Around around,
            RecordNames records,
            Tenants tenants,
            ObjectProvider<TicketNumbers> numbers) {
        this.types = types;
        this.store = store;
        this.around = around;
        this.records = records;
        this.tenants = tenants;
        this.numbers = numbers;
    }

    /** All values of each ticket, kept and computed, by id. The computed ones that {@code wanted} leaves out are spared. */
    public Map<UUID, Map<String, JsonNode>> of(
            Tx tx, Context context, Collection<Ticket> tickets, Predicate<FieldDef> wanted) {
        var all = new HashMap<UUID, Map<String, JsonNode>>();
        var computed = new HashMap<UUID, List<FieldDef>>();
        for (Ticket t : tickets) {
            TicketType type = types.get(context.tenant(), t.typeId());
            var fields = computed.computeIfAbsent(type.id(), id -> wanted(type, wanted));
            all.put(t.id(), fields.isEmpty() ? t.fields() : new LinkedHashMap<>(t.fields()));
        }
        if (computed.values().stream().anyMatch(f -> !f.isEmpty())) {
            var around = surroundings(tx, context, tickets, computed);
            for (Ticket t : tickets) {
                TicketType type = types.get(context.tenant(), t.typeId());
                var fields = Objects.requireNonNull(computed.get(type.id()));
                if (!fields.isEmpty()) {
                    fill(tx, context, t, type, fields, Objects.requireNonNull(all.get(t.id())), around);
                }
            }
        }
        return all;
    }

    /** Whether the field is worked out when it is read. Numbers are given once, and buttons have no value. */
    public static boolean computes(FieldDef f) {
        return FieldTypes.of(f).computed() && f.kind() != FieldKind.BUTTON && f.kind() != FieldKind.AUTO_NUMBER;
    }

    /** A formula may need any other computed field, so with one all are worked out. */
    private static List<FieldDef> wanted(TicketType type, Predicate<FieldDef> wanted) {
        var computed = type.fields().stream().filter(ComputedFields::computes).toList();
        boolean formula = computed.stream().anyMatch(f -> f.kind() == FieldKind.FORMULA && wanted.test(f));
        return formula ? computed : computed.stream().filter(wanted).toList();
    }

    /** What computed fields look at beside their own ticket. */
    private record Surroundings(
            Map<UUID, List<Ticket>> children,
            Map<UUID, List<Link>> links,
            Map<UUID, Ticket> linked,
            Map<UUID, Double> minutes,
            Map<UUID, Double> tasks) {
        List<Ticket> linked(Ticket t, String kind) {
            if (kind.equals("children")) {
                return children.getOrDefault(t.id(), List.of());
            }
            return links.getOrDefault(t.id(), List.of()).stream()
                    .filter(l -> l.kind().key().equals(kind))
                    .map(l -> linked.get(l.otherId()))
                    .filter(Objects::nonNull)
                    .toList();
        }
    }

    private Surroundings surroundings(
            Tx tx, Context context, Collection<Ticket> tickets, Map<UUID, List<FieldDef>> computed) {
        var fields = computed.values().stream().flatMap(List::stream).toList();
        Set<String> kinds = fields.stream()
                .filter(f -> f.kind() == FieldKind.ROLLUP || f.kind() == FieldKind.MIRROR)
                .map(f -> f.text("link", "children"))
                .collect(Collectors.toSet());
        var ids = tickets.stream().map(Ticket::id).toList();
        var visible = Visible.workedBy(context.rights());
        Map<UUID, List<Ticket>> children = kinds.contains("children")
                ? store.childrenOf(tx, ids, visible, MOST_LINKED).stream()
                        .collect(Collectors.groupingBy(t -> Objects.requireNonNull(t.parentId())))
                : Map.of();
        boolean links = kinds.stream().anyMatch(k -> !k.equals("children"));
        Map<UUID, List<Link>> byTicket = links ? around.links(tx, ids) : Map.of();
        Map<UUID, Ticket> linked = byTicket.isEmpty() ? Map.of() : others(tx, byTicket, visible);
        boolean spent = fields.stream().anyMatch(f -> f.kind() == FieldKind.TIME_SPENT);
        boolean progress = fields.stream().anyMatch(f -> f.kind() == FieldKind.PROGRESS);
        return new Surroundings(
                children,
                byTicket,
                linked,
                spent ? number(tx, "time_spent", ids) : Map.of(),
                progress ? number(tx, "tasks_done_share", ids) : Map.of());
    }

    private Map<UUID, Ticket> others(Tx tx, Map<UUID, List<Link>> links, Visible visible) {
        var ids = new HashSet<UUID>();
        links.values().forEach(all -> all.forEach(l -> ids.add(l.otherId())));
        return store.byIds(tx, ids, visible).stream().collect(Collectors.toMap(Ticket::id, t -> t));
    }

    private Map<UUID, Double> number(Tx tx, String key, Collection<UUID> tickets) {
        return numbers.stream()
                .filter(n -> n.key().equals(key))
                .findFirst()
                .map(n -> n.of(tx, tickets))
                .orElse(Map.of());
    }

    private void fill(
            Tx tx,
            Context context,
            Ticket t,
            TicketType type,
            List<FieldDef> fields,
            Map<String, JsonNode> values,
            Surroundings around) {
        for (FieldDef field : fields) {
            JsonNode value = value(tx, context, field, type, t, around);
            if (value != null) {
                values.put(field.key(), value);
            }
        }
        if (fields.stream().anyMatch(f -> f.kind() == FieldKind.FORMULA)) {
            var names = new HashMap<UUID, RecordNames.Ref>();
            var referring = type.fields().stream()
                    .filter(f -> FieldTypes.of(f).records() != null && values.containsKey(f.key()))
                    .toList();
            if (!referring.isEmpty()) {
                names.putAll(records.of(tx, context, referring, List.of(values)));
            }
            var zone = tenants.get(context.tenant()).timeZone();
            values.putAll(FormulaFields.of(type.definition(), new Check())
                    .values(t, values, f -> label(f, values, names), zone, context.at()));
        }
    }

    private static @Nullable String label(
            FieldDef field, Map<String, JsonNode> values, Map<UUID, RecordNames.Ref> names) {
        JsonNode kept = values.get(field.key());
        return kept == null ? null : RecordNames.label(field, kept, names);
    }

    private @Nullable JsonNode value(
            Tx tx, Context context, FieldDef field, TicketType type, Ticket t, Surroundings around) {
        return switch (field.kind()) {
            case CREATED_BY -> id(t.createdBy());
            case CHANGED_BY -> id(t.changedBy());
            case CREATED_AT -> JSON.stringNode(t.created().toString());
            case CHANGED_AT -> JSON.stringNode(t.updated().toString());
            case TIME_IN_STATUS -> JSON.numberNode(minutes(t, field.text("status", ""), context));
            case TIME_SPENT -> JSON.numberNode(around.minutes().getOrDefault(t.id(), 0d));
            case PROGRESS -> Linked.progress(field, type, t, around.tasks().get(t.id()));
            case ROLLUP ->
                Linked.rollUp(
                        field,
                        around.linked(t, field.text("link", "children")),
                        x -> types.get(context.tenant(), x.typeId()));
            case MIRROR -> mirrored(tx, context, field, around.linked(t, field.text("link", "relates")));
            default -> null;
        };
    }

    private static @Nullable JsonNode id(@Nullable UUID id) {
        return id == null ? null : JSON.stringNode(id.toString());
    }

    /** Whole minutes in a status, the present visit among them; without one, in the present status since it came there. */
    private static int minutes(Ticket t, String status, Context context) {
        int now = (int)
                Math.max(0, Duration.between(t.statusSince(), context.at()).toMinutes());
        if (status.isEmpty()) {
            return now;
        }
        return t.statusMinutes().getOrDefault(status, 0) + (t.status().equals(status) ? now : 0);
    }

    private @Nullable JsonNode mirrored(Tx tx, Context context, FieldDef field, List<Ticket> linked) {
        String key = field.text("field", "title");
        var labels = new ArrayList<String>();
        for (Ticket t : linked) {
            String label = mirrored(tx, context, key, t);
            if (label != null && !labels.contains(label)) {
                labels.add(label);
            }
        }
        return labels.isEmpty() ? null : JSON.stringNode(String.join(", ", labels));
    }

    /** A field of a linked ticket, if the actor may read it there. */
    private @Nullable String mirrored(Tx tx, Context context, String key, Ticket t) {
        TicketType type = types.get(context.tenant(), t.typeId());
        switch (key) {
            case "title" -> {
                return t.title();
            }
            case "status" -> {
                return type.status(t.status()).map(TicketType.Status::name).orElse(t.status());
            }
            case "priority" -> {
                return "P" + t.priority();
            }
            default -> {
                FieldDef field = type.field(key).orElse(null);
                JsonNode kept = t.fields().get(key);
                if (field == null || kept == null || !field.readableBy(FieldRole.of(context, t.deskId()))) {
                    return null;
                }
                return RecordNames.label(field, kept, records.of(tx, context, List.of(field), List.of(t.fields())));
            }
        }
    }
}
