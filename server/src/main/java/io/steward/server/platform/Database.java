package io.steward.server.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.DefaultConnectionProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The one way to the database. A connection is told its tenant before it is used, outside any transaction (a setting made
 * within one would be undone by its rollback), and remembers it, so that a busy installation with one tenant pays nothing.
 */
@Component
public final class Database {
    private static final int TRIES = 4;
    private static final int NONE = 0;
    private static final ScopedValue<Tx> TOGETHER = ScopedValue.newInstance();

    private final DataSource source;
    private final org.jooq.Configuration configuration;
    private final Map<Object, Session> sessions = Collections.synchronizedMap(new WeakHashMap<>());

    public Database(DataSource source) {
        this.source = source;
        this.configuration = new DefaultConfiguration()
                .set(SQLDialect.POSTGRES)
                .set(new org.jooq.conf.Settings()
                        .withExecuteLogging(false)
                        .withFetchWarnings(false)
                        .withBatchSize(500)
                        .withReflectionCaching(true));
    }

    /** Reads without a transaction: every statement sees what was committed when it began. */
    public <T extends @Nullable Object> T read(TenantId tenant, Function<Tx, T> work) {
        Tx joined = joined(tenant);
        return joined != null
                ? work.apply(joined)
                : on(tenant.value(), (connection, sql) -> work.apply(new Tx(tenant, sql, connection)));
    }

    /** One transaction; repeated when PostgreSQL asks for it (deadlock, serialisation). */
    public <T extends @Nullable Object> T write(TenantId tenant, Function<Tx, T> work) {
        Tx joined = joined(tenant);
        if (joined != null) {
            return work.apply(joined);
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return once(tenant, work);
            } catch (org.jooq.exception.DataAccessException e) {
                String state = e.sqlState();
                if (attempt >= TRIES || !("40P01".equals(state) || "40001".equals(state))) {
                    throw e;
                }
            }
        }
    }

    public void run(TenantId tenant, Consumer<Tx> work) {
        write(tenant, tx -> {
            work.accept(tx);
            return true;
        });
    }

    private <T extends @Nullable Object> T once(TenantId tenant, Function<Tx, T> work) {
        return on(tenant.value(), (connection, sql) -> {
            var tx = new Tx(tenant, sql, connection);
            connection.setAutoCommit(false);
            T result;
            try {
                result = work.apply(tx);
                connection.commit();
            } catch (RuntimeException | Error e) {
                rollBack(connection, e);
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
            tx.committed();
            return result;
        });
    }

    /**
     * Work of several rooms in one transaction: whatever their faces read and write of the tenant while it runs, they do in
     * this one. What caches of the tenant's state show to it must then come from the transaction, too; see {@link #joined}.
     */
    public <T extends @Nullable Object> T together(Tx tx, Supplier<T> work) {
        tx.forgetAll();
        return ScopedValue.where(TOGETHER, tx).call(work::get);
    }

    /** The transaction that the work of several rooms shares just now, if it is of this tenant. */
    public @Nullable Tx joined(TenantId tenant) {
        return TOGETHER.isBound() && TOGETHER.get().tenant().equals(tenant) ? TOGETHER.get() : null;
    }

    /** Tables that are no tenant's, with no tenant told: every tenant table appears empty. */
    public <T extends @Nullable Object> T shared(Function<DSLContext, T> work) {
        return on(NONE, (connection, sql) -> work.apply(sql));
    }

    /**
     * Runs the work unless another node, or another thread, runs work of this name just now; the lock ends with its connection,
     * so a node that dies leaves none. Answers whether it ran.
     */
    public boolean alone(String name, Runnable work) {
        return shared(sql -> {
            boolean mine = sql.select(DSL.field("pg_try_advisory_lock(" + key(name) + ")", Boolean.class))
                    .fetchSingle()
                    .value1();
            if (mine) {
                try {
                    work.run();
                } finally {
                    sql.select(DSL.field("pg_advisory_unlock(" + key(name) + ")", Boolean.class))
                            .fetch();
                }
            }
            return mine;
        });
    }

    /** The number of the lock that {@link #alone} takes for a name, as SQL; a name is letters and dashes. */
    public static String key(String name) {
        if (!name.matches("[a-z-]+")) {
            throw new IllegalArgumentException(name);
        }
        return "hashtextextended('steward:" + name + "', 0)";
    }

    private interface Use<T extends @Nullable Object> {
        T of(Connection connection, DSLContext sql) throws SQLException;
    }

    /** What is kept of a physical connection, which one caller at a time uses. */
    private static final class Session {
        final DefaultConnectionProvider provider = new DefaultConnectionProvider(null);
        final DSLContext sql;

        @Nullable
        Integer tenant;

        Session(org.jooq.Configuration configuration) {
            sql = DSL.using(configuration.derive(provider));
        }
    }

    private <T extends @Nullable Object> T on(int tenant, Use<T> use) {
        try (Connection connection = source.getConnection()) {
            Object physical = connection.unwrap(org.postgresql.PGConnection.class);
            Session session = sessions.computeIfAbsent(physical, p -> new Session(configuration));
            if (session.tenant == null || session.tenant != tenant) {
                session.tenant = null;
                tell(connection, tenant);
                session.tenant = tenant;
            }
            session.provider.setConnection(connection);
            try {
                return use.of(connection, session.sql);
            } finally {
                // Else the session would hold the connection whose end it has to notice.
                session.provider.setConnection(null);
            }
        } catch (SQLException e) {
            throw new DataAccess(e);
        }
    }

    private static void tell(Connection connection, int tenant) throws SQLException {
        try (var statement = connection.prepareStatement("select set_config('app.tenant', ?, false)")) {
            statement.setString(1, tenant == NONE ? "" : Integer.toString(tenant));
            statement.execute();
        }
    }

    private static void rollBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
