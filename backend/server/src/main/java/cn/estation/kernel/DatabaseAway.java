package cn.estation.kernel;

import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientException;

/** Tells a database that is busy or away from a fault of ours, however deep the driver's word for it is wrapped. */
public final class DatabaseAway {

    private DatabaseAway() {}

    /** True if the failure comes from having no connection, or none in time. */
    public static boolean isBehind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException || cause instanceof SQLNonTransientConnectionException) {
                return true;
            }
        }
        return false;
    }
}
