package cn.estation.sandbox.addon;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Reports each step of each connection to the {@link CrashPoint}. */
final class SteppedDataSource extends DelegatingDataSource {

    private final CrashPoint crashPoint;

    SteppedDataSource(DataSource target, CrashPoint crashPoint) {
        super(target);
        this.crashPoint = crashPoint;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return stepped(super.getConnection());
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return stepped(super.getConnection(username, password));
    }

    private Connection stepped(Connection connection) {
        return proxy(Connection.class, (self, method, arguments) -> switch (method.getName()) {
            case "commit", "rollback" -> step(connection, method.getName(), connection, method, arguments);
            case "createStatement" ->
                stepped(
                        Statement.class,
                        (Statement) requireNonNull(call(connection, method, arguments)),
                        connection,
                        null);
            case "prepareStatement" ->
                stepped(
                        PreparedStatement.class,
                        (PreparedStatement) requireNonNull(call(connection, method, arguments)),
                        connection,
                        String.valueOf(arguments[0]));
            default -> call(connection, method, arguments);
        });
    }

    private <S extends Statement> S stepped(
            Class<S> type, S statement, Connection connection, @Nullable String prepared) {
        return proxy(type, (self, method, arguments) -> {
            if (!method.getName().startsWith("execute")) {
                return call(statement, method, arguments);
            }
            var sql = prepared != null ? prepared : arguments == null ? "batch" : String.valueOf(arguments[0]);
            return step(connection, sql.strip().replaceAll("\\s+", " "), statement, method, arguments);
        });
    }

    private @Nullable Object step(
            Connection connection, String name, Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        pass(connection, "before " + name);
        var result = call(target, method, arguments);
        pass(connection, "after " + name);
        return result;
    }

    private void pass(Connection connection, String step) throws SQLException {
        if (crashPoint.cutsAt(step)) {
            connection.abort(Runnable::run);
            throw CrashPoint.connectionLost();
        }
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause() == null ? failed : failed.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(SteppedDataSource.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
