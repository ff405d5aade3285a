package io.steward.server.ticket.web;

import io.steward.server.platform.Context;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Who;
import io.steward.server.query.QueryError;
import io.steward.server.query.QueryTree;
import io.steward.server.ticket.TicketQueries;
import io.steward.server.ticket.TicketType;
import io.steward.server.ticket.TypeEditing;
import io.steward.server.ticket.Types;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a desk works with: ticket types, and help with queries. */
@RestController
@RequestMapping("/api/v1")
class DeskController {
    private final TypeEditing editing;
    private final TicketQueries queries;
    private final Types types;
    private final Clock clock;

    DeskController(TypeEditing editing, TicketQueries queries, Types types, Clock clock) {
        this.editing = editing;
        this.queries = queries;
        this.types = types;
        this.clock = clock;
    }

    record Checked(
            boolean ok,
            @Nullable Integer at,
            @Nullable Integer length,
            @Nullable String message) {}

    record Text(String q) {}

    record Suggestion(String text, String label, String kind) {}

    /**
     * @param type for a condition in the draft of a type
     * @param among for one that speaks of the custom fields of these types only
     */
    @Access(Who.AGENT)
    @GetMapping("/query/check")
    Checked check(
            Caller caller,
            @RequestParam String q,
            @RequestParam(required = false) @Nullable UUID type,
            @RequestParam(required = false) @Nullable List<UUID> among) {
        var context = caller.context().at(clock.instant());
        try {
            if (among != null && !among.isEmpty()) {
                queries.check(context, q, among(context, among));
            } else if (type == null) {
                queries.check(context, q);
            } else {
                queries.check(context, q, editing.draftOf(context, type));
            }
            return new Checked(true, null, null, null);
        } catch (QueryError e) {
            return new Checked(false, e.at(), e.length(), e.text());
        }
    }

    private List<TicketType> among(Context context, List<UUID> ids) {
        return types.all(context.tenant()).stream()
                .filter(t -> ids.contains(t.id()) && context.rights().worksOn(t.deskId()))
                .toList();
    }

    @Access(Who.AGENT)
    @GetMapping("/query/complete")
    List<Suggestion> complete(Caller caller, @RequestParam String q, @RequestParam int at) {
        return queries.complete(caller.context().at(clock.instant()), q, at).stream()
                .map(c -> new Suggestion(c.text(), c.label(), c.kind()))
                .toList();
    }

    @Access(Who.AGENT)
    @GetMapping("/query/tree")
    QueryTree tree(Caller caller, @RequestParam String q) {
        try {
            return queries.tree(caller.context(), q);
        } catch (QueryError e) {
            throw e.problem();
        }
    }

    @Access(Who.AGENT)
    @PostMapping("/query/text")
    Text text(@RequestBody QueryTree tree) {
        try {
            return new Text(tree.text());
        } catch (QueryError e) {
            throw e.problem();
        }
    }
}
