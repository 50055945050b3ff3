package cn.estation.sandbox.addon;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.springframework.web.HttpRequestHandler;

/**
 * What redeeming would cost if it were nothing but the guarded UPDATE and the INSERT, in one transaction: a floor to measure
 * against. It works on two tables of its own, which the measurement makes ({@code bench_stock}, {@code bench_order}).
 */
final class BareRedemption implements HttpRequestHandler {

    private final DataSource database;

    BareRedemption(DataSource database) {
        this.database = database;
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            response.setStatus(redeem(connection) ? 201 : 409);
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException away) {
            response.setStatus(503);
        }
        response.setContentType("text/plain");
        response.getWriter().write("ok");
    }

    private static boolean redeem(Connection connection) throws SQLException {
        try (var take = connection.prepareStatement(
                "UPDATE bench_stock SET quantity = quantity - 1 WHERE id = 1 AND quantity > 0")) {
            if (take.executeUpdate() == 0) {
                return false;
            }
        }
        try (var order = connection.prepareStatement("INSERT INTO bench_order (id, item_id) VALUES (?, 1)")) {
            order.setLong(1, ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
            order.executeUpdate();
        }
        return true;
    }
}
