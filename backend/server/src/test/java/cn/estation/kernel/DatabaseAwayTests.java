package cn.estation.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.TransactionSystemException;

class DatabaseAwayTests {

    @Test
    void seesThroughEveryWrapping() {
        assertThat(DatabaseAway.isBehind(new IllegalStateException(new SQLTransientConnectionException())))
                .isTrue();
        assertThat(DatabaseAway.isBehind(new SQLNonTransientConnectionException()))
                .isTrue();
        assertThat(DatabaseAway.isBehind(
                        new DataAccessResourceFailureException("cut", new SQLRecoverableException("cut"))))
                .isTrue();
    }

    /** The rollback of a transaction whose connection was cut fails with words of its own. */
    @Test
    void seesWhyARollbackFailed() {
        var failed = new TransactionSystemException("JDBC rollback failed", new SQLException("no"));
        failed.initApplicationException(new IllegalStateException(new SQLRecoverableException("cut")));

        assertThat(DatabaseAway.isBehind(failed)).isTrue();
    }

    @Test
    void knowsAConnectionThatThePoolHasGivenUp() {
        assertThat(DatabaseAway.isBehind(new TransactionSystemException(
                        "JDBC rollback failed", new SQLException("Connection is closed"))))
                .isTrue();
    }

    @Test
    void takesNoFaultOfOursForIt() {
        var failed = new TransactionSystemException("JDBC commit failed", new SQLException("no"));
        failed.initApplicationException(new IllegalStateException("a mistake"));

        assertThat(DatabaseAway.isBehind(failed)).isFalse();
        assertThat(DatabaseAway.isBehind(new TransactionSystemException("alone")))
                .isFalse();
        assertThat(DatabaseAway.isBehind(new SQLIntegrityConstraintViolationException()))
                .isFalse();
        assertThat(DatabaseAway.isBehind(new IllegalStateException())).isFalse();
    }
}
