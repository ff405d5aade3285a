package io.steward.server.oncall.work;

import io.steward.server.oncall.PageState;
import io.steward.server.oncall.store.PageStore;
import io.steward.server.platform.Context;
import io.steward.server.query.FieldSource;
import io.steward.server.query.QueryField;
import io.steward.server.query.QueryType;
import io.steward.server.query.Values;
import io.steward.server.ticket.Ticket;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** How the pages about a ticket stand, in queries: {@code page = triggered}, {@code page is empty}. */
@Component
class PageField implements FieldSource<Ticket> {
    private static final List<Values.Option> STATES = Stream.of(PageState.values())
            .map(s -> new Values.Option(s.key(), s.key()))
            .toList();

    private final PageStore store;

    PageField(PageStore store) {
        this.store = store;
    }

    @Override
    public Contribution<Ticket> fields(Context context) {
        QueryField<Ticket> field = QueryField.<Ticket>of(
                        "page",
                        QueryType.SET,
                        PageStore.statesOfTicket(),
                        (scope, ticket) -> scope.reads().read(tx -> store.statesOf(tx, ticket.id())))
                .valued(Values.of(scope -> STATES))
                .related(PageStore::isOfTicket);
        return new Contribution<>(List.of(field), Map.of());
    }
}
