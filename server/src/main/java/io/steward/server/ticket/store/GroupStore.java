package io.steward.server.ticket.store;

import static io.steward.db.ticket.Tables.TICKET_;

import io.steward.server.platform.Tx;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Tickets counted and summed by a value, with one statement that looks at a bounded number of them. */
@Repository
public class GroupStore {
    /** What is made of a column; {@code function} is sum, average, min, max or count. */
    public record Aggregate(String function, Field<?> column) {}

    /** One value with its count and aggregates. */
    public record Row(@Nullable Object value, int count, List<@Nullable Object> aggregates) {}

    /** @param looked at how many tickets */
    public record Grouped(List<Row> rows, long looked) {}

    /** The groups with the most tickets, out of no more than {@code most} tickets. */
    public Grouped groups(
            Tx tx, Condition where, Field<?> by, List<Aggregate> aggregates, int mostTickets, int mostGroups) {
        var inner = new ArrayList<Field<?>>();
        inner.add(by.as("value"));
        for (int i = 0; i < aggregates.size(); i++) {
            inner.add(aggregates.get(i).column().as("of_" + i));
        }
        var some = DSL.select(inner)
                .from(TICKET_)
                .where(TICKET_.TENANT_ID.eq(tx.t()), where)
                .limit(mostTickets)
                .asTable("some");
        Field<?> value = column(some, "value");
        var outer = new ArrayList<Field<?>>();
        outer.add(value);
        outer.add(DSL.count().as("n"));
        outer.add(DSL.sum(DSL.count()).over().as("looked"));
        for (int i = 0; i < aggregates.size(); i++) {
            outer.add(aggregate(aggregates.get(i).function(), column(some, "of_" + i))
                    .as("a_" + i));
        }
        var found = tx.sql()
                .select(outer)
                .from(some)
                .groupBy(value)
                .orderBy(DSL.count().desc(), value.asc().nullsLast())
                .limit(mostGroups)
                .fetch();
        long looked = found.isEmpty() ? 0 : found.getFirst().get("looked", Long.class);
        return new Grouped(found.map(r -> row(r, aggregates.size())), looked);
    }

    private static Field<?> column(Table<?> table, String name) {
        return Objects.requireNonNull(table.field(name));
    }

    private static Row row(Record r, int aggregates) {
        var all = new ArrayList<@Nullable Object>();
        for (int i = 0; i < aggregates; i++) {
            all.add(r.get("a_" + i));
        }
        return new Row(r.get("value"), r.get("n", Integer.class), all);
    }

    private static Field<?> aggregate(String function, Field<?> column) {
        return switch (function) {
            case "sum" -> DSL.sum(column.coerce(BigDecimal.class));
            case "average" -> DSL.round(DSL.avg(column.coerce(BigDecimal.class)), 4);
            case "min" -> DSL.min(column);
            case "max" -> DSL.max(column);
            default -> DSL.count(column);
        };
    }
}
