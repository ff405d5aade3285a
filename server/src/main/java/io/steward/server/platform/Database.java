package io.steward.server.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
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

    private final DataSource source;
    private final org.jooq.Configuration configuration;
    private final Map<Object, Integer> told = Collections.synchronizedMap(new WeakHashMap<>());

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
        try (Connection connection = source.getConnection()) {
            tell(connection, tenant.value());
            return work.apply(new Tx(tenant, dsl(connection)));
        } catch (SQLException e) {
            throw new DataAccess(e);
        }
    }

    /** One transaction; repeated when PostgreSQL asks for it (deadlock, serialisation). */
    public <T extends @Nullable Object> T write(TenantId tenant, Function<Tx, T> work) {
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
        try (Connection connection = source.getConnection()) {
            tell(connection, tenant.value());
            connection.setAutoCommit(false);
            var tx = new Tx(tenant, dsl(connection));
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
        } catch (SQLException e) {
            throw new DataAccess(e);
        }
    }

    /** Tables that are no tenant's, with no tenant told: every tenant table appears empty. */
    public <T extends @Nullable Object> T shared(Function<DSLContext, T> work) {
        try (Connection connection = source.getConnection()) {
            tell(connection, NONE);
            return work.apply(dsl(connection));
        } catch (SQLException e) {
            throw new DataAccess(e);
        }
    }

    private DSLContext dsl(Connection connection) {
        return DSL.using(configuration.derive(new DefaultConnectionProvider(connection)));
    }

    private void tell(Connection connection, int tenant) throws SQLException {
        Object physical = connection.unwrap(org.postgresql.PGConnection.class);
        Integer before = told.get(physical);
        if (before != null && before == tenant) {
            return;
        }
        told.remove(physical);
        try (var statement = connection.prepareStatement("select set_config('app.tenant', ?, false)")) {
            statement.setString(1, tenant == NONE ? "" : Integer.toString(tenant));
            statement.execute();
        }
        told.put(physical, tenant);
    }

    private static void rollBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
