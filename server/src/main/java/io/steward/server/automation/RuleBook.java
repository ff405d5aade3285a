package io.steward.server.automation;

import io.steward.server.automation.rules.Event;
import io.steward.server.automation.rules.Trigger;
import io.steward.server.query.Expr;
import io.steward.server.query.QueryError;
import io.steward.server.ticket.TicketConditions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The active rules of a tenant, found by desk, kind of trigger and field, with their conditions read. What no rule waits for
 * costs a look into three maps, however many rules there are.
 */
final class RuleBook {
    /** @param condition null when it cannot be read, and so never holds */
    record Ready(Rule rule, Trigger trigger, @Nullable Expr condition) {
        int position() {
            return rule.position();
        }
    }

    private record Key(UUID desk, String kind, @Nullable String field) {}

    private final long edition;
    private final Map<Key, List<Ready>> found = new HashMap<>();
    private final Map<UUID, Ready> byId = new HashMap<>();

    /** @param rules in the order of their desks and places */
    RuleBook(long edition, List<Rule> rules) {
        this.edition = edition;
        for (Rule rule : rules) {
            Ready ready = ready(rule);
            byId.put(rule.id(), ready);
            found.computeIfAbsent(
                            new Key(
                                    rule.deskId(),
                                    ready.trigger().kind(),
                                    ready.trigger().field()),
                            k -> new ArrayList<>())
                    .add(ready);
        }
    }

    static Ready ready(Rule rule) {
        Expr condition;
        try {
            condition = TicketConditions.read(rule.content().condition());
        } catch (QueryError e) {
            condition = null;
        }
        return new Ready(rule, new Trigger(rule.content().trigger()), condition);
    }

    long edition() {
        return edition;
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }

    Optional<Ready> rule(UUID id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Whether any rule of any desk waits for something of this kind. */
    boolean waitsFor(String kind) {
        return found.keySet().stream().anyMatch(k -> k.kind().equals(kind));
    }

    /** Whether any rule of the desk waits for something of this kind. */
    boolean waitsFor(UUID desk, String kind) {
        return found.containsKey(new Key(desk, kind, null));
    }

    /** The desk's rules whose trigger the event fires, in their order. */
    List<Ready> fired(UUID desk, Event e) {
        var all = new ArrayList<Ready>();
        if (!e.rules().isEmpty()) {
            e.rules().stream()
                    .map(byId::get)
                    .filter(r -> r != null && r.rule().deskId().equals(desk))
                    .forEach(all::add);
        } else {
            for (String kind : e.kinds()) {
                add(all, new Key(desk, kind, null), e);
            }
            if (e.kind().equals("changed")) {
                e.moved().stream()
                        .map(Event.Moved::field)
                        .distinct()
                        .forEach(field -> add(all, new Key(desk, "changed", field), e));
            }
        }
        if (all.size() > 1) {
            all.sort(Comparator.comparingInt(Ready::position)
                    .thenComparing(r -> r.rule().id()));
        }
        return all;
    }

    private void add(List<Ready> all, Key key, Event e) {
        for (Ready ready : found.getOrDefault(key, List.of())) {
            if (ready.trigger().matches(e)) {
                all.add(ready);
            }
        }
    }
}
