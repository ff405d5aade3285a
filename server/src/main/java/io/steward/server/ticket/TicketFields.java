package io.steward.server.ticket;

import static io.steward.db.ticket.Tables.TICKET_;

import io.steward.server.identity.Desks;
import io.steward.server.identity.Team;
import io.steward.server.identity.Tenants;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Tx;
import io.steward.server.query.FieldSource;
import io.steward.server.query.QueryFields;
import io.steward.server.query.QueryScope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an actor's queries of tickets may name: what is built in, and what other rooms contribute. */
@Component
public class TicketFields {
    private final Database database;
    private final Fields builtIn;
    private final CustomQueryFields custom;
    private final TicketHistory history;
    private final List<FieldSource<Ticket>> sources;
    private final Desks desks;
    private final Tenants tenants;
    private final FullText fullText;

    TicketFields(
            Database database,
            Fields builtIn,
            CustomQueryFields custom,
            TicketHistory history,
            List<FieldSource<Ticket>> sources,
            Desks desks,
            Tenants tenants,
            FullText fullText) {
        this.database = database;
        this.builtIn = builtIn;
        this.custom = custom;
        this.history = history;
        this.sources = sources;
        this.desks = desks;
        this.tenants = tenants;
        this.fullText = fullText;
    }

    public QueryFields<Ticket> of(Context context) {
        return of(context, custom.of(context));
    }

    /** As if a type were published as it is here. */
    QueryFields<Ticket> of(Context context, TicketType type) {
        return of(context, custom.of(context, type));
    }

    /** With the custom fields of some types only. */
    QueryFields<Ticket> among(Context context, Collection<TicketType> types) {
        return of(context, custom.among(context, List.copyOf(types)));
    }

    private QueryFields<Ticket> of(Context context, FieldSource.Contribution<Ticket> own) {
        var fields = new ArrayList<>(builtIn.of(context.tenant(), context.at()));
        fields.addAll(own.fields());
        var ambiguous = new HashMap<>(own.ambiguous());
        for (FieldSource<Ticket> source : sources) {
            var contribution = source.fields(context);
            fields.addAll(contribution.fields());
            ambiguous.putAll(contribution.ambiguous());
        }
        return new QueryFields<>(TICKET_.ID, Ticket::id, history, fields, ambiguous);
    }

    /** For lists: names are looked up on a connection of their own. */
    public QueryScope scope(Context context) {
        return scope(context, new QueryScope.Reads() {
            @Override
            public <T extends @Nullable Object> T read(Function<Tx, T> work) {
                return database.read(context.tenant(), work);
            }
        });
    }

    /** For conditions within a transaction. */
    public QueryScope scope(Context context, Tx tx) {
        return scope(context, new QueryScope.Reads() {
            @Override
            public <T extends @Nullable Object> T read(Function<Tx, T> work) {
                return work.apply(tx);
            }
        });
    }

    private QueryScope scope(Context context, QueryScope.Reads reads) {
        UUID person = context.actor().id();
        Set<UUID> teams = person == null
                ? Set.of()
                : desks.teams(context.tenant()).stream()
                        .filter(t -> t.members().stream().anyMatch(m -> m.id().equals(person)))
                        .map(Team::id)
                        .collect(Collectors.toSet());
        return new QueryScope(
                context.tenant(),
                person,
                teams,
                context.at(),
                tenants.get(context.tenant()).timeZone(),
                words -> fullText.ids(context.tenant(), words),
                reads);
    }
}
