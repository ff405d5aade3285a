package io.steward.server.ticket;

import io.steward.server.identity.Desks;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.rules.BuiltIn;
import io.steward.server.ticket.rules.Draft;
import io.steward.server.ticket.spi.TransitionEffect;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Who may take which transition, what must be filled by then, and what happens on the way. */
@Component
public class Workflow {
    /** Sets a field, as the definition of a type says. */
    public static final String SET = "set";

    private final Conditions conditions;
    private final Desks desks;
    private final ObjectProvider<TransitionEffect> effects;

    Workflow(Conditions conditions, Desks desks, ObjectProvider<TransitionEffect> effects) {
        this.conditions = conditions;
        this.desks = desks;
        this.effects = effects;
    }

    /** The transitions that the actor may take with a ticket as it is, whatever may be asked for on the way. */
    public List<Transition> open(Context context, Tx tx, TicketType type, Ticket ticket) {
        return type.transitions(ticket.status()).stream()
                .filter(t -> refusals(context, tx, type, t, ticket).isEmpty())
                .toList();
    }

    /** Why the actor may not take a transition; nothing if they may. */
    public List<String> refusals(Context context, @Nullable Tx tx, TicketType type, Transition t, Ticket ticket) {
        var why = new ArrayList<String>();
        if (!isAllowed(context, type, t)) {
            why.add("Not among what you may do");
        }
        if (!conditions.hold(context, tx, ticket, t.condition())) {
            why.add("Only when " + t.condition());
        }
        return why;
    }

    private boolean isAllowed(Context context, TicketType type, Transition t) {
        if (context.rights().all()) {
            return true;
        }
        Set<FieldRole> roles = FieldRole.of(context, type.deskId());
        if (!t.roles().isEmpty() && t.roles().stream().noneMatch(roles::contains)) {
            return false;
        }
        UUID person = context.actor().id();
        return t.teams().isEmpty()
                || desks.teams(context.tenant()).stream()
                        .filter(team -> t.teams().contains(team.id()))
                        .anyMatch(team -> team.members().stream().anyMatch(m -> Objects.equals(m.id(), person)));
    }

    /** The fields that a draft's transitions set, in the form of a change. */
    ObjectNode sets(Draft draft) {
        var change = JsonNodeFactory.instance.objectNode();
        for (Transition t : draft.taken()) {
            for (var effect : t.effects()) {
                String field = effect.field();
                if (effect.kind().equals(SET) && field != null) {
                    var value = effect.value() == null ? JsonNodeFactory.instance.nullNode() : effect.value();
                    if (draft.type.field(field).isPresent()) {
                        change.withObjectProperty("fields").set(field, value);
                    } else {
                        change.set(TicketPatch.property(field), value);
                    }
                }
            }
        }
        return change;
    }

    /** Refuses transitions that are not the actor's, or come too early. */
    void verify(Context context, Tx tx, Draft draft, Ticket after, boolean commented, Check check) {
        for (Transition t : draft.taken()) {
            refusals(context, tx, draft.type, t, draft.before())
                    .forEach(why -> check.error("status", "transition", t.name() + ": " + why));
            for (String key : t.required()) {
                String path = draft.type.field(key).isPresent() ? "fields." + key : TicketPatch.property(key);
                check.that(BuiltIn.isFilled(after, key), path, "required", "This is needed for " + t.name());
            }
            boolean needed = t.comment().equals("note") || t.comment().equals("reply");
            check.that(!needed || commented, t.comment(), "required", "Please write something");
        }
    }

    /** What else happens, after the ticket was saved. */
    void happen(Tx tx, Context context, Draft draft, Ticket after) {
        for (Transition t : draft.taken()) {
            for (var effect : t.effects()) {
                effects.stream()
                        .filter(e -> e.kind().equals(effect.kind()))
                        .forEach(e -> e.happen(tx, context, after, effect));
            }
        }
    }

    boolean knows(String kind) {
        return kind.equals(SET) || effects.stream().anyMatch(e -> e.kind().equals(kind));
    }

    void define(TicketType.Definition type, Transition.Effect effect, Check check, String path) {
        effects.stream().filter(e -> e.kind().equals(effect.kind())).forEach(e -> e.define(type, effect, check, path));
    }
}
