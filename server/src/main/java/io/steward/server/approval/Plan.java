package io.steward.server.approval;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.steward.server.platform.Check;
import io.steward.server.ticket.TicketType;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for: steps in their order, and what comes of it.
 *
 * @param reason what approvers are to know, as plain text
 * @param onApproved the status that the ticket moves to; null: it stays
 * @param onExpired the status that it moves to when nobody decided in time; null: it stays
 * @param watched fields whose change means that it has to be approved again
 * @param expiresHours after how many hours it is too late; null: never
 * @param remindHours every how many hours those who have not decided are reminded; null: never
 */
public record Plan(
        String title,
        String reason,
        List<Step> steps,
        @Nullable String onApproved,
        @Nullable String onRejected,
        @Nullable String onExpired,
        List<String> watched,
        @Nullable Integer expiresHours,
        @Nullable Integer remindHours) {

    /** That the ticket can move to where it is to. @param path before the names of the fields */
    public void checkStatuses(TicketType.Definition type, Check check, String path) {
        checkStatus(type, check, path + "onApproved", onApproved);
        checkStatus(type, check, path + "onRejected", onRejected);
        checkStatus(type, check, path + "onExpired", onExpired);
    }

    private static void checkStatus(TicketType.Definition type, Check check, String field, @Nullable String status) {
        check.that(status == null || type.status(status).isPresent(), field, "unknown", "The type has no such status");
    }

    /** How many of those who are asked have to agree. */
    public enum Rule {
        ANY,
        ALL,
        QUORUM;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static Rule of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /** How somebody is named who is to decide. */
    public enum By {
        PERSON,
        TEAM,
        /** Those with a role on the ticket's desk. */
        ROLE,
        /** Who leads the requester, or leads those who do. */
        MANAGER;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static By of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * Decisions that are waited for at the same time.
     *
     * @param needed how many have to agree, for a quorum
     */
    public record Step(String name, Rule rule, int needed, List<Approver> approvers) {}

    /**
     * One or several who are to decide.
     *
     * @param id of the person or team
     * @param role agent or manager
     * @param level 1: the requester's manager, 2: the manager of that one
     */
    public record Approver(
            By kind,
            @Nullable UUID id,
            @Nullable String role,
            @Nullable Integer level) {}
}
