package io.steward.server.ticket;

import io.steward.server.journal.Entry;
import io.steward.server.journal.JournalTail;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.store.TypeStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Ticket types and categories of a tenant, remembered: every command and page needs them. */
@Component
public class Types implements JournalTail {
    private record Known(Map<UUID, TicketType> types, Map<UUID, Category> categories) {}

    private static final Set<String> FOLLOWED = Set.of("desk", "category", TypeEditing.SUBJECT);

    private final Database database;
    private final TypeStore store;
    private final Map<TenantId, Known> known = new ConcurrentHashMap<>();

    Types(Database database, TypeStore store) {
        this.database = database;
        this.store = store;
    }

    public List<TicketType> all(TenantId tenant) {
        return List.copyOf(known(tenant).types().values());
    }

    public Optional<TicketType> find(TenantId tenant, UUID id) {
        return Optional.ofNullable(known(tenant).types().get(id));
    }

    /** @throws Problem naming {@code typeId} */
    public TicketType get(TenantId tenant, UUID id) {
        return find(tenant, id).orElseThrow(() -> Problem.invalid("typeId", "unknown", "There is no such ticket type"));
    }

    public List<Category> categories(TenantId tenant) {
        return List.copyOf(known(tenant).categories().values());
    }

    public Optional<Category> category(TenantId tenant, UUID id) {
        return Optional.ofNullable(known(tenant).categories().get(id));
    }

    /** The desk's category of this name at the root, created when it is new (imports). */
    public Category categoryNamed(Tx tx, UUID desk, String name) {
        return known(tx.tenant()).categories().values().stream()
                .filter(c -> c.deskId().equals(desk)
                        && c.parentId() == null
                        && c.name().equals(name))
                .findFirst()
                .orElseGet(() -> {
                    var category = new Category(Ids.next(), desk, null, name, true, 1);
                    store.insert(tx, category);
                    forgetAfter(tx);
                    return category;
                });
    }

    void forgetAfter(Tx tx) {
        tx.forget(this);
        tx.afterCommit(() -> known.remove(tx.tenant()));
    }

    private Known known(TenantId tenant) {
        Tx joined = database.joined(tenant);
        return joined != null
                ? joined.remembered(this, () -> load(joined))
                : known.computeIfAbsent(tenant, t -> database.read(t, this::load));
    }

    private Known load(Tx tx) {
        var types = new LinkedHashMap<UUID, TicketType>();
        store.types(tx).forEach(type -> types.put(type.id(), type));
        var categories = new LinkedHashMap<UUID, Category>();
        store.categories(tx).forEach(c -> categories.put(c.id(), c));
        return new Known(types, categories);
    }

    @Override
    public void accept(TenantId tenant, List<Entry> entries) {
        if (entries.stream().anyMatch(e -> FOLLOWED.contains(e.subjectKind()))) {
            known.remove(tenant);
        }
    }
}
