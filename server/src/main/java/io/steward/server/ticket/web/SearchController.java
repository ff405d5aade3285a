package io.steward.server.ticket.web;

import io.steward.server.identity.Directory;
import io.steward.server.identity.People;
import io.steward.server.identity.PersonRef;
import io.steward.server.platform.Database;
import io.steward.server.platform.web.Access;
import io.steward.server.platform.web.Caller;
import io.steward.server.platform.web.Page;
import io.steward.server.platform.web.Who;
import io.steward.server.search.SearchIndex;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketReader;
import io.steward.server.ticket.Tickets;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One box for tickets and people, as one types. */
@RestController
@RequestMapping("/api/v1")
class SearchController {
    private static final int MOST_PEOPLE = 5;

    private final SearchIndex index;
    private final TicketReader reader;
    private final Database database;
    private final Views views;
    private final Directory directory;

    SearchController(SearchIndex index, TicketReader reader, Database database, Views views, Directory directory) {
        this.index = index;
        this.reader = reader;
        this.database = database;
        this.views = views;
        this.directory = directory;
    }

    record Found(List<Answers.Row> tickets, List<PersonRef> people) {}

    @Access(Who.AGENT)
    @GetMapping("/search")
    Found search(Caller caller, @RequestParam String q, @RequestParam(required = false) @Nullable Integer limit) {
        int most = Math.min(Page.limit(limit), 50);
        String typed = q.length() > 200 ? q.substring(0, 200) : q;
        // Twice as many as are shown: some may be another desk's, which only the database decides.
        List<UUID> ids = index.find(caller.tenant(), Tickets.SUBJECT, typed, most * 2);
        var tickets = ids.isEmpty()
                ? List.<Ticket>of()
                : database.read(caller.tenant(), tx -> reader.worked(tx, caller.context(), ids)).stream()
                        .sorted(Comparator.comparingInt(t -> ids.indexOf(t.id())))
                        .limit(most)
                        .toList();
        var snippets = tickets.stream().collect(Collectors.toMap(Ticket::id, t -> Snippet.of(t.description(), typed)));
        var persons =
                directory.inOrder(caller.tenant(), index.find(caller.tenant(), People.SUBJECT, typed, MOST_PEOPLE));
        return new Found(views.rows(caller.tenant(), tickets, snippets), persons);
    }
}
