package io.steward.server.ticket.work;

import io.steward.server.identity.Directory;
import io.steward.server.identity.PersonRef;
import io.steward.server.platform.Database;
import io.steward.server.platform.Sanitizer;
import io.steward.server.platform.TenantId;
import io.steward.server.search.SearchSource;
import io.steward.server.search.Searchable;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.TicketReader;
import io.steward.server.ticket.Tickets;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tickets as the search room sees them, and the search of tickets by words. */
@Component
class TicketSearch implements SearchSource {
    private static final int LONGEST = 20_000;

    private final Database database;
    private final TicketReader reader;
    private final Directory directory;

    TicketSearch(Database database, TicketReader reader, Directory directory) {
        this.database = database;
        this.reader = reader;
        this.directory = directory;
    }

    @Override
    public String subjectKind() {
        return Tickets.SUBJECT;
    }

    @Override
    public List<UUID> next(TenantId tenant, @Nullable UUID after, int limit) {
        return database.read(tenant, tx -> reader.ids(tx, after, limit));
    }

    @Override
    public List<Searchable> load(TenantId tenant, Collection<UUID> ids) {
        return database.read(tenant, tx -> {
            var tickets = reader.byIds(tx, ids);
            var people =
                    directory.refs(tx, tickets.stream().map(Ticket::requesterId).collect(Collectors.toSet()));
            var posts = reader.posts(tx, ids);
            return tickets.stream()
                    .map(t -> searchable(t, people.get(t.requesterId()), posts.getOrDefault(t.id(), List.of())))
                    .toList();
        });
    }

    private static Searchable searchable(Ticket t, @Nullable PersonRef requester, List<String> posts) {
        var text = new StringBuilder(Sanitizer.text(t.description()));
        for (String post : posts) {
            if (text.length() < LONGEST) {
                text.append('\n').append(Sanitizer.text(post));
            }
        }
        text.append('\n').append(String.join(" ", t.tags()));
        String people = requester == null ? "" : requester.name() + " " + requester.email();
        return new Searchable(t.id(), t.number(), t.title(), text.toString(), people);
    }
}
