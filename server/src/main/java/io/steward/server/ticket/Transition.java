package io.steward.server.ticket;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A way from statuses to a status.
 *
 * @param from the statuses it starts from; {@code *} is any
 * @param roles who may take it; empty: everybody who may change the ticket
 * @param teams whose members may take it; empty: no matter
 * @param condition a query that must hold
 * @param required fields that must be filled by then
 * @param asks fields that are asked for on the way
 * @param comment none, optional, note or reply: whether something must be written
 * @param effects what happens
 */
public record Transition(
        String key,
        String name,
        List<String> from,
        String to,
        Set<FieldRole> roles,
        Set<UUID> teams,
        @Nullable String condition,
        List<String> required,
        List<String> asks,
        String comment,
        List<Effect> effects) {
    public static final String ANY = "*";

    /** What happens on the way: {@code set} gives a field a value; other kinds belong to other rooms. */
    public record Effect(
            String kind,
            @Nullable String field,
            @Nullable JsonNode value,
            @Nullable JsonNode config) {}

    /** What is left out is empty. */
    public Transition {
        from = from == null ? List.of(ANY) : List.copyOf(from);
        roles = roles == null ? Set.of() : Set.copyOf(roles);
        teams = teams == null ? Set.of() : Set.copyOf(teams);
        required = required == null ? List.of() : List.copyOf(required);
        asks = asks == null ? List.of() : List.copyOf(asks);
        comment = comment == null ? "none" : comment;
        effects = effects == null ? List.of() : List.copyOf(effects);
    }

    public static Transition plain(TicketType.Status to, List<String> from) {
        return new Transition(
                to.key(), to.name(), from, to.key(), Set.of(), Set.of(), null, List.of(), List.of(), "none", List.of());
    }

    public boolean startsFrom(String status) {
        return !to.equals(status) && (from.contains(status) || from.contains(ANY));
    }
}
