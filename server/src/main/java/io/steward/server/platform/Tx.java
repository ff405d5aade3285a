package io.steward.server.platform;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jooq.DSLContext;

/** One tenant's database transaction (or, for reads, one connection). */
public final class Tx {
    private final TenantId tenant;
    private final DSLContext sql;
    private final Connection connection;
    private final List<Runnable> afterCommit = new ArrayList<>(2);
    private final Map<Object, Object> remembered = new IdentityHashMap<>(2);

    Tx(TenantId tenant, DSLContext sql, Connection connection) {
        this.tenant = tenant;
        this.sql = sql;
        this.connection = connection;
    }

    public TenantId tenant() {
        return tenant;
    }

    /** The tenant's number, which stands first in every key. */
    public int t() {
        return tenant.value();
    }

    public DSLContext sql() {
        return sql;
    }

    Connection connection() {
        return connection;
    }

    /** Runs once the transaction has committed, never if it rolled back. Must not fail. */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    /** What was worked out before in this transaction for {@code of}, or else is now: a cache that no other transaction sees. */
    @SuppressWarnings("unchecked")
    public <T extends Object> T remembered(Object of, Supplier<T> make) {
        Object known = remembered.get(of);
        if (known == null) {
            known = make.get();
            remembered.put(of, known);
        }
        return (T) known;
    }

    /** What was remembered holds no longer. */
    public void forget(Object of) {
        remembered.remove(of);
    }

    void forgetAll() {
        remembered.clear();
    }

    void committed() {
        afterCommit.forEach(Runnable::run);
    }
}
