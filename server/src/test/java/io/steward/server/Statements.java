package io.steward.server;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.slf4j.MDC;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What the program asks of the database while it answers one request, found by the request's correlation id. */
public final class Statements {
    private static final Map<String, List<String>> BY_CORRELATION = new ConcurrentHashMap<>();

    private Statements() {}

    /** From now on, statements of requests with this correlation id are kept, with their values in them. */
    public static void keep(String correlation) {
        BY_CORRELATION.put(correlation, new CopyOnWriteArrayList<>());
    }

    public static List<String> kept(String correlation) {
        return Objects.requireNonNull(BY_CORRELATION.remove(correlation));
    }

    static final class Wrapper implements BeanPostProcessor {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof DataSource source ? new Watched(source) : bean;
        }
    }

    private static final class Watched extends DelegatingDataSource {
        Watched(DataSource source) {
            super(source);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            String correlation = MDC.get("correlation");
            var all = correlation == null ? null : BY_CORRELATION.get(correlation);
            return all == null ? connection : watched(Connection.class, connection, all);
        }
    }

    private static <T> T watched(Class<T> type, T real, List<String> all) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                all.add(text(real, arguments));
            }
            try {
                Object answer = method.invoke(real, arguments);
                return answer instanceof PreparedStatement s ? watched(PreparedStatement.class, s, all) : answer;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(Statements.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static String text(Object statement, Object[] arguments) {
        if (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql) {
            return sql;
        }
        String shown = statement.toString();
        return shown.substring(shown.indexOf("wrapping ") + "wrapping ".length());
    }
}
