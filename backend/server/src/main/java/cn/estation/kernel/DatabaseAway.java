package cn.estation.kernel;

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
