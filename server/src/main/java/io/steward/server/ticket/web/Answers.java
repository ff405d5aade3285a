package io.steward.server.ticket.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.steward.server.platform.Cause;
import io.steward.server.ticket.TicketColumns;
import io.steward.server.ticket.TicketType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
            Map<String, TicketColumns.Name> refs) {}

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
            List<String> transitions,
            May may) {}

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

    record StatusView(String key, String name, String category, String portalName) {
        static StatusView of(TicketType.Status s) {
            return new StatusView(s.key(), s.name(), s.category().key(), s.portalName());
        }
    }

    record TypeView(
            UUID id,
            String key,
            String kind,
            String name,
            UUID deskId,
            String prefix,
            boolean portal,
            String portalName,
            String portalHint,
            List<StatusView> statuses,
            Map<String, List<String>> transitions,
            String initial,
            List<List<Integer>> priorityMatrix) {

        static TypeView of(TicketType t) {
            var d = t.definition();
            return new TypeView(
                    t.id(),
                    t.key(),
                    t.kind(),
                    t.name(),
                    t.deskId(),
                    t.prefix(),
                    t.portal(),
                    t.portalName(),
                    t.portalHint(),
                    d.statuses().stream().map(StatusView::of).toList(),
                    d.transitions(),
                    d.initial(),
                    d.priorityMatrix());
        }
    }
}
