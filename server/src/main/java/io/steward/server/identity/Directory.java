package io.steward.server.identity;

import io.steward.server.identity.store.PersonStore;
import io.steward.server.journal.Entry;
import io.steward.server.journal.JournalTail;
import io.steward.server.platform.Database;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Names of people by id, remembered, since every list and page shows them. */
@Component
public class Directory implements JournalTail {
    private static final int MOST = 100_000;

    private record Key(TenantId tenant, UUID id) {}

    private final Database database;
    private final PersonStore store;
    private final Map<Key, PersonRef> known = new ConcurrentHashMap<>();

    Directory(Database database, PersonStore store) {
        this.database = database;
        this.store = store;
    }

    /** The people with these ids if all are remembered: no connection is needed then. */
    public Optional<Map<UUID, PersonRef>> known(TenantId tenant, Collection<UUID> ids) {
        var found = new HashMap<UUID, PersonRef>();
        for (UUID id : ids) {
            PersonRef ref = known.get(new Key(tenant, id));
            if (ref == null) {
                return Optional.empty();
            }
            found.put(id, ref);
        }
        return Optional.of(found);
    }

    /** The people with these ids; those not remembered in one statement. */
    public Map<UUID, PersonRef> refs(Tx tx, Collection<UUID> ids) {
        var found = new HashMap<UUID, PersonRef>();
        var missing = new HashSet<UUID>();
        for (UUID id : ids) {
            PersonRef ref = known.get(new Key(tx.tenant(), id));
            if (ref == null) {
                missing.add(id);
            } else {
                found.put(id, ref);
            }
        }
        if (!missing.isEmpty()) {
            if (known.size() > MOST) {
                known.clear();
            }
            store.refs(tx, missing).forEach((id, ref) -> {
                found.put(id, ref);
                known.put(new Key(tx.tenant(), id), ref);
            });
        }
        return found;
    }

    /** The people with these ids in their order; one that is gone is left out. */
    public List<PersonRef> inOrder(TenantId tenant, List<UUID> ids) {
        var found = known(tenant, ids).orElseGet(() -> database.read(tenant, tx -> refs(tx, ids)));
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    public @Nullable PersonRef ref(Tx tx, UUID id) {
        return refs(tx, List.of(id)).get(id);
    }

    void forget(TenantId tenant, UUID id) {
        known.remove(new Key(tenant, id));
    }

    @Override
    public void accept(TenantId tenant, List<Entry> entries) {
        entries.stream()
                .filter(e -> e.subjectKind().equals(People.SUBJECT))
                .forEach(e -> forget(tenant, e.subjectId()));
    }
}
