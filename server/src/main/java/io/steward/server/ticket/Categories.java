package io.steward.server.ticket;

import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import io.steward.server.ticket.store.TypeStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The category tree of each desk, tended by the desk's managers. */
@Component
public class Categories {
    private static final int DEEPEST = 5;
    private static final int MOST = 1_000;

    private final Database database;
    private final TypeStore store;
    private final Types types;
    private final Journal journal;

    Categories(Database database, TypeStore store, Types types, Journal journal) {
        this.database = database;
        this.store = store;
        this.types = types;
        this.journal = journal;
    }

    public Category create(
            Context context, UUID desk, @Nullable UUID parent, @Nullable String name, Consumer<Tx> also) {
        context.needManager(desk);
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            store.lockCategories(tx, desk);
            var all = store.categories(tx);
            var category = new Category(Ids.next(), desk, parent, name == null ? "" : name.strip(), true, 1);
            check(all, category);
            if (all.stream().filter(c -> c.deskId().equals(desk)).count() >= MOST) {
                throw Problem.invalid("name", "too-many", "A desk has at most " + MOST + " categories");
            }
            Problem.unlessTaken("name", "There is one of this name here already", () -> store.insert(tx, category));
            record(tx, context, category, "created");
            return category;
        });
    }

    /** @param parent where it goes; the root if null */
    public Category change(
            Context context, UUID id, @Nullable UUID parent, @Nullable String name, boolean active, int version) {
        return database.write(context.tenant(), tx -> {
            var all = locked(tx, context, id);
            Category before = managed(all, context, id);
            var after = new Category(
                    id, before.deskId(), parent, name == null ? before.name() : name.strip(), active, version + 1);
            check(all, after);
            Problem.unlessTaken("name", "There is one of this name here already", () -> {
                if (!store.update(tx, after, version)) {
                    throw Problem.stale(before);
                }
            });
            record(tx, context, after, "changed");
            return after;
        });
    }

    /** One that no ticket has and that holds no others. */
    public void delete(Context context, UUID id) {
        database.run(context.tenant(), tx -> {
            var all = locked(tx, context, id);
            Category category = managed(all, context, id);
            if (all.stream().anyMatch(c -> id.equals(c.parentId()))) {
                throw Problem.conflict("It holds other categories; move or delete those first");
            }
            if (store.isUsed(tx, id)) {
                throw Problem.conflict("Tickets have this category; switch it off instead");
            }
            store.deleteCategory(tx, id);
            record(tx, context, category, "deleted");
        });
    }

    private static void check(List<Category> all, Category c) {
        var check = new Check();
        check.text("name", c.name(), 100);
        Map<UUID, Category> byId = new HashMap<>();
        all.forEach(other -> byId.put(other.id(), other));
        Category at = c;
        int depth = 1;
        while (at.parentId() != null) {
            Category parent = byId.get(at.parentId());
            if (parent == null || !parent.deskId().equals(c.deskId())) {
                check.error("parentId", "unknown", "The desk has no such category");
                break;
            }
            if (parent.id().equals(c.id()) || ++depth > DEEPEST) {
                check.error("parentId", "depth", "At most " + DEEPEST + " levels, and not within itself");
                break;
            }
            at = parent;
        }
        check.done();
    }

    /** All as they are, with those of this one's desk locked: two changes at once could make a circle that neither sees. */
    private List<Category> locked(Tx tx, Context context, UUID id) {
        store.lockCategories(tx, managed(store.categories(tx), context, id).deskId());
        return store.categories(tx);
    }

    private static Category managed(List<Category> all, Context context, UUID id) {
        Category category = all.stream()
                .filter(c -> c.id().equals(id) && context.rights().worksOn(c.deskId()))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("category"));
        context.needManager(category.deskId());
        return category;
    }

    private void record(Tx tx, Context context, Category c, String kind) {
        var data = new HashMap<String, Object>(Map.of("name", c.name(), "active", c.active()));
        if (c.parentId() != null) {
            data.put("parent", c.parentId());
        }
        journal.append(tx, context, NewEntry.of("category", c.id(), c.deskId(), kind, data));
        types.forgetAfter(tx);
    }
}
