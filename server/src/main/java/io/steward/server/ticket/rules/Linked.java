package io.steward.server.ticket.rules;

import io.steward.server.ticket.FieldDef;
import io.steward.server.ticket.StatusCategory;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketType;
import io.steward.server.ticket.rules.fields.FieldTypes;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Figures over linked tickets: counted, summed, and so on. */
public final class Linked {
    public static final Set<String> FUNCTIONS = Set.of("count", "sum", "average", "min", "max", "share_done");

    private Linked() {}

    /** @param type the type of a ticket, which has the field's definition */
    public static @Nullable JsonNode rollUp(FieldDef field, List<Ticket> linked, Function<Ticket, TicketType> type) {
        var json = JsonNodeFactory.instance;
        String function = field.text("function", "count");
        if (function.equals("count")) {
            return json.numberNode(linked.size());
        }
        if (function.equals("share_done")) {
            long done = linked.stream().filter(Linked::isDone).count();
            return linked.isEmpty() ? null : json.numberNode(Math.round(1000d * done / linked.size()) / 10d);
        }
        DoubleStream numbers = linked.stream()
                .map(t -> number(type.apply(t), t, field.text("field", "")))
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue);
        OptionalDouble result = switch (function) {
            case "average" -> numbers.average();
            case "min" -> numbers.min();
            case "max" -> numbers.max();
            default -> numbers.reduce(Double::sum);
        };
        return result.isPresent() ? json.numberNode(result.getAsDouble()) : null;
    }

    private static boolean isDone(Ticket t) {
        return t.statusCategory() == StatusCategory.RESOLVED || t.statusCategory() == StatusCategory.CLOSED;
    }

    private static @Nullable Double number(TicketType type, Ticket t, String key) {
        return switch (key) {
            case "priority" -> (double) t.priority();
            case "impact" -> (double) t.impact();
            case "urgency" -> (double) t.urgency();
            default -> {
                JsonNode kept = t.fields().get(key);
                FieldDef field = type.field(key).orElse(null);
                yield kept != null && field != null && FieldTypes.of(field).compared(field, kept) instanceof Double n
                        ? n
                        : null;
            }
        };
    }

    /**
     * How far a ticket is, 0 to 100: the weighted mean of what the named fields say. A yes counts 100, a no or nothing 0.
     *
     * @param tasksDone the share of the ticket's tasks that is done; null when it has none
     */
    public static @Nullable JsonNode progress(FieldDef field, TicketType type, Ticket t, @Nullable Double tasksDone) {
        JsonNode from = field.config().get("from");
        if (from == null || !from.isArray()) {
            return null;
        }
        double sum = 0;
        double weights = 0;
        for (JsonNode one : from) {
            String key = one.asString("");
            double weight = field.config()
                    .getOrDefault("weights", JsonNodeFactory.instance.objectNode())
                    .path(key)
                    .asDouble(1);
            Double share = key.equals("tasks") ? tasksDone : share(type, t, key);
            if (share != null) {
                sum += weight * share;
                weights += weight;
            }
        }
        return weights == 0 ? null : JsonNodeFactory.instance.numberNode(Math.round(10 * sum / weights) / 10d);
    }

    private static @Nullable Double share(TicketType type, Ticket t, String key) {
        FieldDef field = type.field(key).orElse(null);
        if (field == null) {
            return null;
        }
        JsonNode kept = t.fields().get(key);
        Object compared = kept == null ? null : FieldTypes.of(field).compared(field, kept);
        return compared instanceof Double n ? Math.clamp(n, 0, 100) : Boolean.TRUE.equals(compared) ? 100d : 0d;
    }
}
