package io.steward.server.ticket;

import static io.steward.db.ticket.Tables.TICKET_;

import io.steward.server.query.QueryField;
import io.steward.server.query.QueryField.Refers;
import io.steward.server.query.QueryScope;
import io.steward.server.query.QueryType;
import io.steward.server.query.Values;
import io.steward.server.ticket.store.Around;
import io.steward.server.ticket.store.Relations;
import io.steward.server.ticket.store.Relations.End;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What tickets are tied to, as queries see it: links by their kind and direction, and who watches. */
@Component
class Ties {
    private final Relations relations;
    private final Around around;
    private final PersonNames people;

    Ties(Relations relations, Around around, PersonNames people) {
        this.relations = relations;
        this.around = around;
        this.people = people;
    }

    List<QueryField<Ticket>> fields() {
        var all = new ArrayList<QueryField<Ticket>>();
        all.add(link("links", null, End.EITHER));
        all.add(link("linked", null, End.EITHER));
        all.add(link("relates", LinkKind.RELATES, End.EITHER));
        all.add(link("duplicates", LinkKind.DUPLICATES, End.FROM));
        all.add(link("duplicated_by", LinkKind.DUPLICATES, End.TO));
        all.add(link("blocks", LinkKind.BLOCKS, End.FROM));
        all.add(link("blocked_by", LinkKind.BLOCKS, End.TO));
        all.add(link("causes", LinkKind.CAUSES, End.FROM));
        all.add(link("caused_by", LinkKind.CAUSES, End.TO));
        all.add(watcher());
        return all;
    }

    private QueryField<Ticket> link(String name, @Nullable LinkKind kind, End end) {
        return QueryField.<Ticket>of(name, QueryType.RELATION, TICKET_.ID, (s, t) -> linked(s, t.id(), kind, end))
                .related(ids -> Relations.linked(kind, end, ids))
                .refers(Refers.TICKET)
                .valued(numbers());
    }

    private QueryField<Ticket> watcher() {
        return QueryField.<Ticket>of("watcher", QueryType.RELATION, TICKET_.ID, (s, t) -> watchers(s, t.id()))
                .related(Relations::watched)
                .refers(Refers.PERSON)
                .function("me", (s, a) -> s.person() == null ? List.of() : List.of(s.person()))
                .valued(people);
    }

    Collection<UUID> linked(QueryScope scope, UUID ticket, @Nullable LinkKind kind, End end) {
        return scope.reads().read(tx -> relations.linked(tx, ticket, kind, end));
    }

    Collection<UUID> watchers(QueryScope scope, UUID ticket) {
        return scope.reads().read(tx -> around.watchers(tx, ticket));
    }

    /** Tickets by their number; one that does not exist is tied to nothing, and nobody is told whether it exists. */
    private Values numbers() {
        return new Values() {
            @Override
            public List<Object> resolve(QueryScope scope, String written) {
                return scope.reads()
                        .<List<Object>>read(
                                tx -> List.copyOf(relations.numbered(tx, written.toUpperCase(Locale.ROOT))));
            }

            @Override
            public List<Suggestion> suggest(QueryScope scope, String typed) {
                return List.of();
            }

            @Override
            public Map<Object, Label> labels(QueryScope scope, Collection<?> values) {
                return Map.of();
            }
        };
    }
}
