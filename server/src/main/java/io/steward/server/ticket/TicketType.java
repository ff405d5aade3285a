package io.steward.server.ticket;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A kind of tracked work on a desk: its statuses, the transitions between them, its priorities. Data, not code. */
public record TicketType(
        UUID id,
        UUID deskId,
        String key,
        String kind,
        String name,
        String prefix,
        boolean portal,
        String portalName,
        String portalHint,
        Definition definition) {

    public record Status(String key, String name, StatusCategory category, String portalName) {}

    /** {@code priorityMatrix}: row is the impact, column the urgency, 1 to 3 each; values 1 to 4. */
    public record Definition(
            List<Status> statuses,
            Map<String, List<String>> transitions,
            String initial,
            List<List<Integer>> priorityMatrix) {}

    public Optional<Status> status(String key) {
        return definition.statuses().stream().filter(s -> s.key().equals(key)).findFirst();
    }

    public Status initial() {
        return status(definition.initial()).orElseThrow();
    }

    public List<String> transitions(String from) {
        return definition.transitions().getOrDefault(from, List.of());
    }

    /** The first status of a category that may be reached from here, if any. */
    public Optional<Status> next(String from, StatusCategory category) {
        return transitions(from).stream()
                .flatMap(key -> status(key).stream())
                .filter(s -> s.category() == category)
                .findFirst();
    }

    public int priority(int impact, int urgency) {
        return definition.priorityMatrix().get(impact - 1).get(urgency - 1);
    }
}
