package io.steward.server.ticket;

import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Tx;
import io.steward.server.query.QueryError;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Conditions: queries asked of one ticket in memory. None always holds. One that cannot be read is refused when it is saved; if it
 * cannot be read any more, since what it names is gone, it never holds, which is logged once.
 */
@Component
public class Conditions {
    private static final Logger LOG = LoggerFactory.getLogger(Conditions.class);
    private static final int LONGEST = 2_000;
    private static final int MOST_TOLD = 1_000;

    private final TicketQueries queries;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    Conditions(TicketQueries queries) {
        this.queries = queries;
    }

    /**
     * Tells what is wrong with a condition that is to be saved.
     *
     * @param among of whose custom fields it may speak
     */
    public void check(
            Check check, String field, Context context, @Nullable String query, Collection<TicketType> among) {
        if (query == null || query.isBlank()) {
            return;
        }
        if (query.length() > LONGEST) {
            check.error(field, "too-long", "At most " + LONGEST + " characters");
            return;
        }
        try {
            queries.predicate(system(context), null, query, among);
        } catch (QueryError e) {
            check.error(field, "unreadable", e.text());
        }
    }

    /** As the actor, who knows of the fields that they may read. */
    public boolean hold(Context context, @Nullable Tx tx, Ticket ticket, @Nullable String query) {
        if (query == null || query.isBlank()) {
            return true;
        }
        try {
            return queries.predicate(context, tx, query).test(ticket);
        } catch (QueryError e) {
            tell(context, query, () -> queries.predicate(system(context), tx, query));
            return false;
        }
    }

    /** Whoever the actor is. @param among of whose custom fields it speaks */
    public boolean hold(
            Context context, @Nullable Tx tx, Ticket ticket, @Nullable String query, Collection<TicketType> among) {
        if (query == null || query.isBlank()) {
            return true;
        }
        Read read = () -> queries.predicate(system(context), tx, query, among);
        try {
            return read.predicate().test(ticket);
        } catch (QueryError e) {
            tell(context, query, read);
            return false;
        }
    }

    @FunctionalInterface
    private interface Read {
        Predicate<Ticket> predicate();
    }

    /** Unless it is only the actor who may not read what it names. */
    private void tell(Context context, String query, Read read) {
        String key = context.tenant().value() + " " + query;
        if (told.contains(key) || told.size() >= MOST_TOLD) {
            return;
        }
        try {
            read.predicate();
        } catch (QueryError e) {
            if (told.add(key)) {
                LOG.warn(
                        "Tenant {}: the condition \"{}\" cannot be read any more, so it never holds: {}",
                        context.tenant().value(),
                        query,
                        e.text());
            }
        }
    }

    private static Context system(Context context) {
        return Context.system(context.tenant(), context.at(), null);
    }
}
