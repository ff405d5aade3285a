package io.steward.server.ticket;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A kind of tracked work on a desk: its statuses, the transitions between them, its priorities, fields and forms. Data, not code. */
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
        boolean active,
        @Nullable String icon,
        @Nullable String colour,
        Definition definition,
        int version) {

    public record Status(
            String key,
            String name,
            StatusCategory category,
            String portalName,
            @Nullable String colour) {}

    /** The forms of the two audiences. */
    public record Forms(Form requester, Form agent) {
        public static final Forms EMPTY = new Forms(Form.EMPTY, Form.EMPTY);

        public Forms {
            requester = requester == null ? Form.EMPTY : requester;
            agent = agent == null ? Form.EMPTY : agent;
        }
    }

    /**
     * {@code priorityMatrix}: row is the impact, column the urgency, 1 to 3 each; values 1 to 4.
     *
     * @param confidential only those who have a role on the desk see its tickets, not every administrator
     */
    public record Definition(
            List<Status> statuses,
            List<Transition> transitions,
            String initial,
            List<List<Integer>> priorityMatrix,
            List<FieldDef> fields,
            Forms forms,
            boolean confidential) {
        public Definition {
            fields = FieldList.of(fields);
            forms = forms == null ? Forms.EMPTY : forms;
        }

        public Optional<Status> status(String key) {
            return statuses.stream().filter(s -> s.key().equals(key)).findFirst();
        }
    }

    public Optional<Status> status(String key) {
        return definition.status(key);
    }

    public Status initial() {
        return status(definition.initial()).orElseThrow();
    }

    /** The ways out of a status, in the order in which the workflow has them. */
    public List<Transition> transitions(String from) {
        return definition.transitions().stream().filter(t -> t.startsFrom(from)).toList();
    }

    public Optional<Transition> transition(String from, String to) {
        return transitions(from).stream().filter(t -> t.to().equals(to)).findFirst();
    }

    /** The first status of a category that may be reached from here, if any. */
    public Optional<Status> next(String from, StatusCategory category) {
        return transitions(from).stream()
                .flatMap(t -> status(t.to()).stream())
                .filter(s -> s.category() == category)
                .findFirst();
    }

    public int priority(int impact, int urgency) {
        return definition.priorityMatrix().get(impact - 1).get(urgency - 1);
    }

    /** A field that is in use. */
    public Optional<FieldDef> field(String fieldKey) {
        return FieldList.of(definition.fields()).used(fieldKey);
    }

    /** The fields in use. */
    public List<FieldDef> fields() {
        return FieldList.of(definition.fields()).used();
    }

    public TicketType with(Definition next, int nextVersion) {
        return new TicketType(
                id,
                deskId,
                key,
                kind,
                name,
                prefix,
                portal,
                portalName,
                portalHint,
                active,
                icon,
                colour,
                next,
                nextVersion);
    }
}
