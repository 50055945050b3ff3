package cn.estation.kernel;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import org.springframework.transaction.TransactionSystemException;

/** Tells a database that is busy or away from a fault of ours, however deep the driver's word for it is wrapped. */
public final class DatabaseAway {

    /** What the pool says of a connection that it gave up after its line was cut; it has no type of its own. */
    private static final String GIVEN_UP = "Connection is closed";

    private DatabaseAway() {}

    /** True if what the container hands over to an error page is that: a filter met it, before any controller. */
    public static boolean isBehind(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure
                && isBehind(failure);
    }

    /** True if the failure comes from having no connection, or none in time. */
    public static boolean isBehind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException
                    || cause instanceof SQLNonTransientConnectionException
                    || cause instanceof SQLRecoverableException
                    || cause instanceof SQLException sql && GIVEN_UP.equals(sql.getMessage())) {
                return true;
            }
            // Where the line is cut, the rollback fails too and hides why.
            if (cause instanceof TransactionSystemException system
                    && system.getApplicationException() != null
                    && isBehind(system.getApplicationException())) {
                return true;
            }
        }
        return false;
    }
}
