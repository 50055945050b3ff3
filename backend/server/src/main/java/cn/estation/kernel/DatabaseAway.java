package cn.estation.kernel;

import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import org.springframework.transaction.TransactionSystemException;

/** Tells a database that is busy or away from a fault of ours, however deep the driver's word for it is wrapped. */
public final class DatabaseAway {

    private DatabaseAway() {}

    /** True if the failure comes from having no connection, or none in time. */
    public static boolean isBehind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException
                    || cause instanceof SQLNonTransientConnectionException
                    || cause instanceof SQLRecoverableException) {
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
