package io.steward.server.identity.work;

import io.steward.server.identity.People;
import io.steward.server.identity.store.PersonStore;
import io.steward.server.platform.Database;
import io.steward.server.platform.TenantId;
import io.steward.server.search.SearchSource;
import io.steward.server.search.Searchable;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** People as the search room sees them: by name and address. */
@Component
class PersonSearch implements SearchSource {
    private final Database database;
    private final PersonStore store;

    PersonSearch(Database database, PersonStore store) {
        this.database = database;
        this.store = store;
    }

    @Override
    public String subjectKind() {
        return People.SUBJECT;
    }

    @Override
    public List<UUID> next(TenantId tenant, @Nullable UUID after, int limit) {
        return database.read(tenant, tx -> store.ids(tx, after, limit));
    }

    @Override
    public List<Searchable> load(TenantId tenant, Collection<UUID> ids) {
        return database.read(tenant, tx -> store.refs(tx, ids)).values().stream()
                .map(p -> new Searchable(p.id(), "", p.name(), "", p.email()))
                .toList();
    }
}
