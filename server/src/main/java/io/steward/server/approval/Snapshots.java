package io.steward.server.approval;

import io.steward.server.identity.Directory;
import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.Category;
import io.steward.server.ticket.RecordNames;
import io.steward.server.ticket.Ticket;
import io.steward.server.ticket.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Writes down a ticket as it is, in words that stay readable when what they name is gone. */
@Component
class Snapshots {
    private final Types types;
    private final Directory directory;
    private final RecordNames names;

    Snapshots(Types types, Directory directory, RecordNames names) {
        this.types = types;
        this.directory = directory;
        this.names = names;
    }

    Snapshot of(Tx tx, Context context, Ticket ticket) {
        var type = types.get(tx.tenant(), ticket.typeId());
        var filled = type.fields().stream()
                .filter(f -> ticket.fields().containsKey(f.key()))
                .toList();
        var refs = names.of(tx, context, filled, List.of(ticket.fields()));
        var values = new ArrayList<Snapshot.Value>();
        filled.forEach(f -> values.add(new Snapshot.Value(
                f.key(),
                f.name(),
                RecordNames.label(
                        f, java.util.Objects.requireNonNull(ticket.fields().get(f.key())), refs))));
        UUID category = ticket.categoryId();
        var requester = directory.ref(tx, ticket.requesterId());
        return new Snapshot(
                ticket.number(),
                ticket.title(),
                ticket.description(),
                ticket.priority(),
                type.name(),
                category == null
                        ? null
                        : types.category(tx.tenant(), category)
                                .map(Category::name)
                                .orElse(null),
                ticket.requesterId(),
                requester == null ? "?" : requester.name(),
                values);
    }
}
