package io.steward.server.ticket.store;

import static io.steward.db.ticket.Tables.TICKET_;

import io.steward.server.platform.Row;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.RowFields;
import io.steward.server.ticket.Ticket;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectLimitStep;
import org.jooq.SortField;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Lists of tickets in an order, each with the values it was sorted by. */
@Repository
public class TicketPages {
    /** @param keys what the ticket was sorted by */
    public record Placed(Ticket ticket, List<@Nullable Object> keys) {}

    public List<Placed> page(
            Tx tx,
            Condition where,
            List<Field<?>> keys,
            Collection<? extends SortField<?>> order,
            RowFields fields,
            int limit) {
        return Row.all(select(tx, where, keys, order, fields).limit(limit), r -> placed(r, keys));
    }

    /** All of them by a cursor of the database, a chunk at a time. Within a transaction, else the driver reads them at once. */
    public void stream(
            Tx tx,
            Condition where,
            Collection<? extends SortField<?>> order,
            RowFields fields,
            int limit,
            int chunk,
            Consumer<List<Ticket>> use) {
        Row.chunks(select(tx, where, List.of(), order, fields).limit(limit), chunk, TicketStore::ticket, use);
    }

    private static SelectLimitStep<Record> select(
            Tx tx, Condition where, List<Field<?>> keys, Collection<? extends SortField<?>> order, RowFields fields) {
        var columns = new ArrayList<Field<?>>(TicketStore.row(fields));
        for (int i = 0; i < keys.size(); i++) {
            columns.add(keys.get(i).as(key(i)));
        }
        return tx.sql()
                .select(columns)
                .from(TICKET_)
                .where(TICKET_.TENANT_ID.eq(tx.t()), where)
                .orderBy(order);
    }

    private static Placed placed(Row r, List<Field<?>> keys) throws SQLException {
        Ticket ticket = TicketStore.ticket(r);
        var values = new ArrayList<@Nullable Object>();
        for (Field<?> key : keys) {
            values.add(r.of(key));
        }
        return new Placed(ticket, values);
    }

    private static String key(int i) {
        return "key_" + i;
    }
}
