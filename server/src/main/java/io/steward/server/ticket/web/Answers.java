package io.steward.server.ticket.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.steward.server.platform.Cause;
import io.steward.server.platform.web.Page;
import io.steward.server.ticket.RecordNames;
import io.steward.server.ticket.Transition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The answers about tickets, as the API's contract has them. */
public final class Answers {
    private Answers() {}

    public record Ref(UUID id, String name, @Nullable String email) {}

    public record Named(UUID id, String name) {}

    /** {@code fields} and {@code refs} (names of the ids among the values) are there when columns were asked for. */
    public record Row(
            UUID id,
            String number,
            UUID typeId,
            UUID deskId,
            String title,
            String status,
            String statusCategory,
            int priority,
            Ref requester,
            @Nullable Ref assignee,
            @Nullable Named team,
            @Nullable Named category,
            String channel,
            Instant created,
            Instant updated,
            boolean unread,
            List<String> tags,
            int version,
            @Nullable String snippet,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Map<String, @Nullable Object> fields,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Map<String, RecordNames.Ref> refs) {}

    record Rating(
            int score, @Nullable String comment, @Nullable Instant at) {}

    record LinkView(UUID id, String kind, String label, Linked ticket) {}

    record Linked(UUID id, String number, String title, String status, String statusCategory) {}

    record FileView(
            UUID id,
            String name,
            String type,
            long size,
            boolean inline,
            @Nullable UUID entryId,
            @Nullable Instant created) {}

    record May(boolean edit, boolean reply, boolean note) {}

    record Full(
            UUID id,
            String number,
            UUID typeId,
            UUID deskId,
            String title,
            String status,
            String statusCategory,
            int priority,
            Ref requester,
            @Nullable Ref assignee,
            @Nullable Named team,
            @Nullable Named category,
            String channel,
            Instant created,
            Instant updated,
            boolean unread,
            List<String> tags,
            int version,
            String description,
            int impact,
            int urgency,
            @Nullable Instant resolvedAt,
            @Nullable Instant closedAt,
            @Nullable Instant firstRepliedAt,
            int reopenCount,
            @Nullable Rating rating,
            List<Ref> watchers,
            List<LinkView> links,
            List<FileView> attachments,
            List<TransitionView> transitions,
            May may,
            Map<String, JsonNode> fields,
            Map<UUID, RecordNames.Ref> refs,
            @Nullable Parent parent,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Page<EntryView> entries) {}

    record Parent(UUID id, String number, String title, String status, String statusCategory) {}

    /** A transition that the caller may take now. */
    record TransitionView(
            String key, String name, String to, List<String> asks, List<String> required, String comment) {
        static TransitionView of(Transition t) {
            return new TransitionView(t.key(), t.name(), t.to(), t.asks(), t.required(), t.comment());
        }
    }

    record ActorView(String kind, @Nullable UUID id, String name) {}

    record EntryView(
            UUID id,
            long seq,
            Instant at,
            ActorView actor,
            String kind,
            String audience,
            @Nullable String body,
            @Nullable String folded,
            List<Object> changes,
            List<FileView> attachments,
            @Nullable String channel,
            @Nullable Cause cause,
            @Nullable Object detail) {}
}
