package io.steward.server.automation.rules;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds rules that start each other without an end. A ring in which every step only sets fields, each to one value, comes to rest
 * by itself: what is set already does not change.
 */
public final class Loops {
    private Loops() {}

    /**
     * A rule as far as others are started by it.
     *
     * @param sets the fields that it sets, with the value if it is always the same one
     * @param creates whether it makes tickets on the desk
     * @param asks whether it asks for approvals
     * @param calls the rules that it runs
     */
    public record Node(
            UUID id,
            String name,
            Trigger trigger,
            Map<String, String> sets,
            boolean creates,
            boolean asks,
            Set<UUID> calls) {}

    /** In {@link Node#sets}: a value that depends on the ticket. */
    public static final String VARIES = "\0";

    /** What follows from other fields has no value of its own to disagree about. */
    public static final String DERIVED = "priority";

    /** Rules that start each other in this order, the last the first again. */
    public record Loop(List<String> rules, String why) {}

    private record Edge(Node to, @Nullable String field, String why) {}

    /** The loops that a rule is in; each rule stands in one of them at most once. */
    public static List<Loop> of(Node rule, List<Node> all) {
        var edges = new HashMap<UUID, List<Edge>>();
        var found = new ArrayList<Loop>();
        search(rule, rule, all, edges, new ArrayDeque<>(List.of(rule)), new ArrayDeque<>(), new HashSet<>(), found);
        return found;
    }

    private static void search(
            Node start,
            Node at,
            List<Node> all,
            Map<UUID, List<Edge>> edges,
            Deque<Node> path,
            Deque<Edge> taken,
            Set<UUID> dead,
            List<Loop> found) {
        for (Edge edge : edges.computeIfAbsent(at.id(), id -> edges(at, all))) {
            if (found.size() >= 10) {
                return;
            }
            taken.addLast(edge);
            if (edge.to().id().equals(start.id())) {
                if (!comesToRest(path, taken)) {
                    found.add(new Loop(
                            path.stream().map(Node::name).toList(),
                            String.join("; ", taken.stream().map(Edge::why).toList())));
                }
            } else if (path.size() < 6
                    && path.stream().noneMatch(n -> n.id().equals(edge.to().id()))
                    && !dead.contains(edge.to().id())) {
                int before = found.size();
                path.addLast(edge.to());
                search(start, edge.to(), all, edges, path, taken, dead, found);
                path.removeLast();
                if (found.size() == before && path.size() == 1) {
                    dead.add(edge.to().id());
                }
            }
            taken.removeLast();
        }
    }

    /** Only sets, and none sets a field to something else than another. */
    private static boolean comesToRest(Deque<Node> rules, Deque<Edge> edges) {
        if (edges.stream().anyMatch(e -> e.field() == null)) {
            return false;
        }
        var values = new HashMap<String, String>();
        for (Node rule : rules) {
            for (var set : rule.sets().entrySet()) {
                if (set.getKey().equals(DERIVED)) {
                    continue;
                }
                String other = values.putIfAbsent(set.getKey(), set.getValue());
                if (set.getValue().equals(VARIES) || (other != null && !other.equals(set.getValue()))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static List<Edge> edges(Node from, List<Node> all) {
        var edges = new ArrayList<Edge>();
        for (Node to : all) {
            edge(from, to).ifPresent(edges::add);
        }
        return edges;
    }

    private static java.util.Optional<Edge> edge(Node from, Node to) {
        if (from.calls().contains(to.id())) {
            return java.util.Optional.of(new Edge(to, null, from.name() + " runs " + to.name()));
        }
        return switch (to.trigger().kind()) {
            case "changed" -> {
                String wanted = to.trigger().field();
                var fields = new LinkedHashMap<>(from.sets());
                fields.keySet().removeIf(f -> wanted != null && !wanted.equals(f));
                String aim = to.trigger().text("to");
                fields.values()
                        .removeIf(v -> wanted != null && aim != null && !v.equals(VARIES) && !Objects.equals(v, aim));
                yield fields.keySet().stream()
                        .findFirst()
                        .map(f -> new Edge(to, f, from.name() + " sets " + f + ", which starts " + to.name()));
            }
            case "created" ->
                from.creates()
                        ? java.util.Optional.of(
                                new Edge(to, null, from.name() + " creates a ticket, which starts " + to.name()))
                        : java.util.Optional.empty();
            case "approval" ->
                from.asks()
                        ? java.util.Optional.of(
                                new Edge(to, null, from.name() + " asks for an approval, which starts " + to.name()))
                        : java.util.Optional.empty();
            default -> java.util.Optional.empty();
        };
    }
}
