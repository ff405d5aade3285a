package io.steward.server.notification.store;

import static io.steward.db.notification.Tables.PREFERENCE;

import io.steward.server.notification.Digest;
import io.steward.server.notification.Preference;
import io.steward.server.platform.Json;
import io.steward.server.platform.Tx;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/** {@code notification.preference}. */
@Repository
public class PreferenceStore {
    private static final TypeReference<Map<String, Preference.Choice>> KINDS = new TypeReference<>() {};

    /** Of those who said something. */
    public Map<UUID, Preference> of(Tx tx, Collection<UUID> people) {
        return tx.sql()
                .selectFrom(PREFERENCE)
                .where(PREFERENCE.TENANT_ID.eq(tx.t()), PREFERENCE.PERSON_ID.eq(DSL.any(people.toArray(UUID[]::new))))
                .fetchMap(
                        PREFERENCE.PERSON_ID,
                        r -> new Preference(
                                Json.read(r.getKinds(), KINDS),
                                r.getQuietFrom(),
                                r.getQuietUntil(),
                                Digest.of(r.getDigest()),
                                r.getVersion()));
    }

    /** Answers whether nobody was faster. */
    public boolean save(Tx tx, UUID person, Preference p) {
        int changed = p.version() == 1
                ? tx.sql()
                        .insertInto(PREFERENCE)
                        .set(PREFERENCE.TENANT_ID, tx.t())
                        .set(PREFERENCE.PERSON_ID, person)
                        .set(PREFERENCE.KINDS, Json.of(p.kinds()))
                        .set(PREFERENCE.QUIET_FROM, p.quietFrom())
                        .set(PREFERENCE.QUIET_UNTIL, p.quietUntil())
                        .set(PREFERENCE.DIGEST, p.digest().key())
                        .onConflictDoNothing()
                        .execute()
                : tx.sql()
                        .update(PREFERENCE)
                        .set(PREFERENCE.KINDS, Json.of(p.kinds()))
                        .set(PREFERENCE.QUIET_FROM, p.quietFrom())
                        .set(PREFERENCE.QUIET_UNTIL, p.quietUntil())
                        .set(PREFERENCE.DIGEST, p.digest().key())
                        .set(PREFERENCE.VERSION, p.version())
                        .where(
                                PREFERENCE.TENANT_ID.eq(tx.t()),
                                PREFERENCE.PERSON_ID.eq(person),
                                PREFERENCE.VERSION.eq(p.version() - 1))
                        .execute();
        return changed == 1;
    }
}
