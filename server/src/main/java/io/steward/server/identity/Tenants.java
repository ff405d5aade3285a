package io.steward.server.identity;

import io.steward.server.identity.store.TenantStore;
import io.steward.server.journal.Journal;
import io.steward.server.journal.NewEntry;
import io.steward.server.journal.TenantList;
import io.steward.server.platform.Check;
import io.steward.server.platform.Context;
import io.steward.server.platform.Database;
import io.steward.server.platform.Problem;
import io.steward.server.platform.TenantId;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The organisations of this installation. */
@Component
public class Tenants implements TenantList {
    private final Database database;
    private final TenantStore store;
    private final Journal journal;
    private final Map<TenantId, Tenant> known = new ConcurrentHashMap<>();
    private volatile Instant read = Instant.MIN;
    private final Clock clock;

    Tenants(Database database, TenantStore store, Journal journal, Clock clock) {
        this.database = database;
        this.store = store;
        this.journal = journal;
        this.clock = clock;
    }

    /** All tenants; read again at most every five seconds, since another node may have added one. */
    public List<Tenant> all() {
        Instant now = clock.instant();
        if (known.isEmpty() || now.isAfter(read.plusSeconds(5))) {
            database.shared(store::all).forEach(t -> known.put(t.id(), t));
            read = now;
        }
        return known.values().stream()
                .sorted(Comparator.comparingInt(t -> t.id().value()))
                .toList();
    }

    @Override
    public List<TenantId> tenants() {
        return all().stream().map(Tenant::id).toList();
    }

    public Tenant get(TenantId id) {
        Tenant tenant = known.get(id);
        if (tenant == null) {
            all();
            tenant = known.get(id);
        }
        if (tenant == null) {
            throw Problem.notFound("organisation");
        }
        return tenant;
    }

    public boolean any() {
        return !all().isEmpty();
    }

    public TenantId create(String name, String timeZone, String locale, Instant at) {
        var check = new Check();
        String clean = check.text("organisation", name, 200);
        ZoneId zone = zone(check, timeZone);
        String language = locale(check, locale);
        check.done();
        Tenant tenant = database.shared(sql -> store.insert(sql, clean, zone, language, at));
        known.put(tenant.id(), tenant);
        return tenant.id();
    }

    public Tenant change(
            Context context, @Nullable String name, @Nullable String timeZone, @Nullable String locale, int version) {
        context.needAdministrator();
        Tenant before = get(context.tenant());
        var check = new Check();
        String newName = name == null ? before.name() : check.text("name", name, 200);
        ZoneId zone = timeZone == null ? before.timeZone() : zone(check, timeZone);
        String language = locale == null ? before.locale() : locale(check, locale);
        check.done();
        var after = new Tenant(before.id(), newName, zone, language, version + 1);
        database.run(context.tenant(), tx -> {
            if (!store.update(tx, after, version)) {
                throw Problem.stale(before);
            }
            journal.append(
                    tx,
                    context,
                    NewEntry.of(
                            "organisation",
                            new UUID(0, tx.t()),
                            null,
                            "changed",
                            Map.of("name", newName, "timeZone", zone.getId(), "locale", language)));
        });
        known.put(after.id(), after);
        return after;
    }

    static ZoneId zone(Check check, @Nullable String zone) {
        try {
            return ZoneId.of(zone == null ? "" : zone);
        } catch (DateTimeException e) {
            check.error("timeZone", "unknown", "A time zone such as Europe/Vienna");
            return ZoneId.of("UTC");
        }
    }

    static String locale(Check check, @Nullable String locale) {
        String clean = locale == null ? "" : locale;
        check.that(clean.equals("en") || clean.equals("de"), "locale", "unknown", "A language: en or de");
        return clean;
    }
}
