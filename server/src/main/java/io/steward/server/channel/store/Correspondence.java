package io.steward.server.channel.store;

import io.steward.server.platform.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** What is written between us and somebody about a ticket. */
public record Correspondence(UUID ticket, String address) {
    private static final int MOST = 10;

    /** The last ten Message-IDs of each in a table, oldest first. */
    static Map<Correspondence, List<String>> messageIds(
            Tx tx,
            Collection<Correspondence> all,
            Table<?> mails,
            Field<Integer> tenant,
            Field<UUID> ticket,
            Field<String> address,
            Field<String> messageId,
            Field<Instant> at) {
        var tickets = DSL.val(all.stream().map(Correspondence::ticket).toArray(UUID[]::new));
        var addresses = DSL.val(all.stream().map(Correspondence::address).toArray(String[]::new));
        var wanted = DSL.table("unnest({0}, {1}) as wanted (ticket, address)", tickets, addresses);
        Field<UUID> ofTicket = DSL.field(DSL.name("wanted", "ticket"), SQLDataType.UUID);
        Field<String> ofAddress = DSL.field(DSL.name("wanted", "address"), SQLDataType.CLOB);
        var last = DSL.lateral(DSL.select(messageId.as("id"), at.as("at"))
                        .from(mails)
                        .where(tenant.eq(tx.t()), ticket.eq(ofTicket), address.eq(ofAddress), messageId.isNotNull())
                        .orderBy(at.desc())
                        .limit(DSL.inline(MOST)))
                .as("last");
        Field<String> id = DSL.field(DSL.name("last", "id"), SQLDataType.CLOB);
        return tx.sql()
                .select(ofTicket, ofAddress, id)
                .from(wanted)
                .crossJoin(last)
                .orderBy(DSL.field(DSL.name("last", "at")))
                .fetchGroups(r -> new Correspondence(r.value1(), r.value2()), r -> r.value3());
    }
}
