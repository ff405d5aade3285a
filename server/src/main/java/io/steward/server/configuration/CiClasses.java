package io.steward.server.configuration;

import io.steward.server.configuration.store.ClassStore;
import io.steward.server.identity.Tenants;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Ids;
import io.steward.server.platform.Problem;
import io.steward.server.platform.Tx;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The classes of CIs: some to begin with, and whatever an administrator adds. */
@Component
public class CiClasses {
    private static final int MOST = 200;

    private record First(String key, String english, String german) {}

    private static final List<First> FIRST = List.of(
            new First("service", "Service", "Service"),
            new First("application", "Application", "Anwendung"),
            new First("computer", "Computer", "Computer"),
            new First("server", "Server", "Server"),
            new First("network_device", "Network device", "Netzwerkgerät"),
            new First("printer", "Printer", "Drucker"),
            new First("phone", "Phone", "Telefon"),
            new First("other", "Other", "Anderes"));

    private final Database database;
    private final ClassStore store;
    private final Tenants tenants;
    private final Journal journal;

    CiClasses(Database database, ClassStore store, Tenants tenants, Journal journal) {
        this.database = database;
        this.store = store;
        this.tenants = tenants;
        this.journal = journal;
    }

    /** In their order. There are always some: an organisation that has none yet gets the first ones now. */
    public List<CiClass> all(Context context) {
        var all = database.read(context.tenant(), store::all);
        if (!all.isEmpty()) {
            return all;
        }
        boolean german = tenants.get(context.tenant()).locale().startsWith("de");
        return database.write(context.tenant(), tx -> {
            for (int i = 0; i < FIRST.size(); i++) {
                First f = FIRST.get(i);
                store.insert(
                        tx,
                        new CiClass(
                                Ids.next(),
                                f.key(),
                                german ? f.german() : f.english(),
                                f.key().equals("service"),
                                true,
                                i + 1,
                                1));
            }
            return store.all(tx);
        });
    }

    public Map<UUID, String> names(Tx tx) {
        return store.all(tx).stream().collect(Collectors.toMap(CiClass::id, CiClass::name));
    }

    public CiClass create(Context context, @Nullable String name, boolean service, Consumer<Tx> also) {
        context.needAdministrator();
        all(context);
        return database.write(context.tenant(), tx -> {
            also.accept(tx);
            var all = store.all(tx);
            var check = new Check();
            String clean = check.text("name", name, 100);
            check.that(all.size() < MOST, "name", "too-many", "At most " + MOST + " classes");
            check.that(
                    all.stream().noneMatch(c -> c.name().equalsIgnoreCase(clean)),
                    "name",
                    "taken",
                    "There is one of this name already");
            check.done();
            int last = all.stream().mapToInt(CiClass::position).max().orElse(0);
            var made = new CiClass(Ids.next(), key(clean, all), clean, service, true, last + 1, 1);
            if (!store.insert(tx, made)) {
                throw taken();
            }
            record(tx, context, made, "created");
            return made;
        });
    }

    public CiClass change(
            Context context,
            UUID id,
            @Nullable String name,
            @Nullable Boolean service,
            @Nullable Boolean active,
            int version) {
        context.needAdministrator();
        return database.write(context.tenant(), tx -> {
            CiClass before = store.find(tx, id).orElseThrow(() -> Problem.notFound("class"));
            var check = new Check();
            String clean = name == null ? before.name() : check.text("name", name, 100);
            check.done();
            var after = new CiClass(
                    id,
                    before.key(),
                    clean,
                    service == null ? before.service() : service,
                    active == null ? before.active() : active,
                    before.position(),
                    version + 1);
            try {
                if (!store.update(tx, after, version)) {
                    throw Problem.stale(before);
                }
            } catch (org.jooq.exception.IntegrityConstraintViolationException e) {
                throw taken();
            }
            record(tx, context, after, "changed");
            return after;
        });
    }

    /** One that no CI has. */
    public void delete(Context context, UUID id) {
        context.needAdministrator();
        database.run(context.tenant(), tx -> {
            CiClass old = store.find(tx, id).orElseThrow(() -> Problem.notFound("class"));
            try {
                store.delete(tx, id);
            } catch (org.jooq.exception.IntegrityConstraintViolationException e) {
                throw Problem.conflict("There are CIs of this class; switch it off instead");
            }
            record(tx, context, old, "deleted");
        });
    }

    private static Problem taken() {
        return Problem.invalid("name", "taken", "There is one of this name already");
    }

    private static String key(String name, List<CiClass> all) {
        String plain = java.text.Normalizer.normalize(name, java.text.Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^[_0-9]+|_+$", "");
        String base = plain.isEmpty() ? "class" : plain.substring(0, Math.min(plain.length(), 35));
        String key = base;
        for (int n = 2; isTaken(key, all); n++) {
            key = base + "_" + n;
        }
        return key;
    }

    private static boolean isTaken(String key, List<CiClass> all) {
        return all.stream().anyMatch(c -> c.key().equals(key));
    }

    private void record(Tx tx, Context context, CiClass c, String what) {
        journal.append(
                tx,
                context,
                NewEntry.of(
                        "ci_class",
                        c.id(),
                        null,
                        what,
                        Map.of("name", c.name(), "service", c.service(), "active", c.active())));
    }
}
