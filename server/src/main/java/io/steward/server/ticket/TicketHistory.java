package io.steward.server.ticket;

import static io.steward.db.ticket.Tables.TICKET_;

import io.steward.server.journal.FieldPast;
import io.steward.server.query.QueryField;
import io.steward.server.query.QueryHistory;
import io.steward.server.query.QueryScope;
import io.steward.server.query.Values;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** What tickets were before, out of the journal. */
@Component
class TicketHistory implements QueryHistory<Ticket> {
    private final FieldPast past;
    private final PersonNames people;

    TicketHistory(FieldPast past, PersonNames people) {
        this.past = past;
        this.people = people;
    }

    @Override
    public Condition was(QueryField<Ticket> field, Had had) {
        return past.held(place(field), text(field.value()), TICKET_.CREATED, texts(had.values()), window(had.window()));
    }

    @Override
    public Condition changed(QueryField<Ticket> field, Moved moved) {
        return past.changed(
                place(field),
                moved.from() == null ? null : texts(moved.from()),
                moved.to() == null ? null : texts(moved.to()),
                window(moved.window()));
    }

    @Override
    public List<Change> of(QueryScope scope, Ticket ticket, String field) {
        return scope.reads().read(tx -> past.of(tx, ticket.id(), field)).stream()
                .map(c -> new Change(c.at(), c.actor(), c.from(), c.to()))
                .toList();
    }

    @Override
    public Instant began(Ticket ticket) {
        return ticket.created();
    }

    @Override
    public Values actors() {
        return people;
    }

    private static FieldPast.Place place(QueryField<Ticket> field) {
        return new FieldPast.Place(TICKET_.TENANT_ID, TICKET_.ID, Objects.requireNonNull(field.history()));
    }

    private static FieldPast.Texts texts(Wanted wanted) {
        return new FieldPast.Texts(wanted.texts(), wanted.empty());
    }

    private static FieldPast.Window window(Window w) {
        return new FieldPast.Window(w.from(), w.until(), w.by());
    }

    /** As the journal writes it. */
    private static Field<String> text(Field<?> value) {
        Field<?> plain =
                value.getType() == BigDecimal.class ? DSL.field("trim_scale({0})", BigDecimal.class, value) : value;
        return plain.cast(String.class);
    }
}
