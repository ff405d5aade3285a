package io.steward.server.identity.store;

import static io.steward.db.identity.Tables.TENANT;

import io.steward.server.identity.Tenant;
import io.steward.server.platform.TenantId;
import io.steward.server.platform.Tx;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** {@code identity.tenant}. */
@Repository
public class TenantStore {
    public List<Tenant> all(DSLContext sql) {
        return sql.selectFrom(TENANT)
                .orderBy(TENANT.ID)
                .fetch(r -> new Tenant(
                        new TenantId(r.getId()),
                        r.getName(),
                        ZoneId.of(r.getTimeZone()),
                        r.getLocale(),
                        r.getVersion()));
    }

    public Tenant insert(DSLContext sql, String name, ZoneId zone, String locale, Instant at) {
        int id = sql.insertInto(TENANT)
                .set(TENANT.NAME, name)
                .set(TENANT.TIME_ZONE, zone.getId())
                .set(TENANT.LOCALE, locale)
                .set(TENANT.CREATED, at)
                .returning(TENANT.ID)
                .fetchSingle()
                .getId();
        return new Tenant(new TenantId(id), name, zone, locale, 1);
    }

    public boolean update(Tx tx, Tenant t, int version) {
        return tx.sql()
                        .update(TENANT)
                        .set(TENANT.NAME, t.name())
                        .set(TENANT.TIME_ZONE, t.timeZone().getId())
                        .set(TENANT.LOCALE, t.locale())
                        .set(TENANT.VERSION, t.version())
                        .where(TENANT.ID.eq(tx.t()), TENANT.VERSION.eq(version))
                        .execute()
                == 1;
    }
}
