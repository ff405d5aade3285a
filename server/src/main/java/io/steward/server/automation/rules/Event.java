package io.steward.server.automation.rules;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a ticket, as far as triggers ask.
 *
 * @param kind as of triggers: created, changed, replied, sla, approval, ci, webhook, time_since, schedule, called
 * @param seq the number of the journal's entry; null where none was
 * @param by requester, agent, rule or system
 * @param internal a note
 * @param mail it came by mail, and so is also of the kind mail
 * @param moved the fields that changed
 * @param data what else there is to ask for, by the names that triggers have
 * @param rules where it calls rules by their ids: only these
 */
public record Event(
        String kind,
        @Nullable Long seq,
        Instant at,
        String by,
        boolean internal,
        boolean mail,
        List<Moved> moved,
        Map<String, String> data,
        Set<UUID> rules) {

    /** A field that changed; a value is its key and its label, null for nothing. */
    public record Moved(
            String field,
            @Nullable String fromKey,
            @Nullable String from,
            @Nullable String toKey,
            @Nullable String to) {}

    public static Event of(String kind, Instant at, Map<String, String> data) {
        return new Event(kind, null, at, "system", false, false, List.of(), data, Set.of());
    }

    public static Event called(@Nullable Long seq, Instant at, Set<UUID> rules, String why) {
        return new Event("called", seq, at, "system", false, false, List.of(), Map.of("why", why), rules);
    }

    /** The kinds of triggers that it may fire. */
    public List<String> kinds() {
        return mail ? List.of(kind, "mail") : List.of(kind);
    }
}
