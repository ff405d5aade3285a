package io.steward.server.view.web;

import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Who;
import io.steward.server.ticket.TicketColumns;
import io.steward.server.ticket.TicketGroups;
import io.steward.server.ticket.TicketRanges;
import io.steward.server.ticket.web.Answers;
import io.steward.server.ticket.web.Rows;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the layouts of a view show: groups of tickets, and tickets within a range of dates. */
@RestController
@RequestMapping("/api/v1/tickets")
class ListController {
    private final TicketGroups groups;
    private final TicketRanges ranges;
    private final TicketColumns columns;
    private final Rows rows;

    ListController(TicketGroups groups, TicketRanges ranges, TicketColumns columns, Rows rows) {
        this.groups = groups;
        this.ranges = ranges;
        this.columns = columns;
        this.rows = rows;
    }

    record Groups(List<TicketGroups.Group> groups) {}

    record Range(List<Answers.Row> items, boolean more) {}

    @Access(Who.AGENT)
    @GetMapping("/groups")
    Groups groups(
            Caller caller,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "status") String by,
            @RequestParam(required = false) @Nullable String aggregates,
            @RequestParam(defaultValue = "false") boolean awake) {
        return new Groups(groups.of(caller.context(), q, by, aggregates, awake));
    }

    @Access(Who.AGENT)
    @GetMapping("/range")
    Range range(
            Caller caller,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "created") String field,
            @RequestParam(required = false) @Nullable String end,
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam(required = false) @Nullable String columns,
            @RequestParam(defaultValue = "false") boolean awake) {
        var shown = this.columns.named(caller.context(), columns);
        var ranged =
                ranges.of(caller.context(), q, field, end, from, to, this.columns.read(caller.context(), shown), awake);
        return new Range(rows.of(caller.context(), ranged.tickets(), shown), ranged.more());
    }
}
