package cn.estation.sandbox.addon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.estation.sandbox.services.EmbeddedDatabase;
import cn.estation.sandbox.services.TestServices;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class CrashPointTests {

    private static final String SCHEMA = "estation_addon";

    private final CrashPoint crashPoint = new CrashPoint(() -> {
        throw new Halted();
    });
    private final SteppedDataSource database = new SteppedDataSource(plain(), crashPoint);

    @BeforeEach
    void emptyTable() throws SQLException {
        TestServices.database().createSchema(SCHEMA);
        try (var connection = plain().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TABLE thing (n INT PRIMARY KEY)");
        }
    }

    @AfterEach
    void endRequest() {
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void listsTheStepsOfAChangingRequest() throws SQLException {
        request("POST", "/api/v1/things");
        insert(1);

        assertThat(crashPoint.lastSteps())
                .containsExactly(
                        "before INSERT INTO thing VALUES (?)",
                        "after INSERT INTO thing VALUES (?)",
                        "before commit",
                        "after commit");
    }

    @Test
    void leavesReadingRequestsAndJobsAlone() throws SQLException {
        crashPoint.arm(new CrashPoint.Order(1, "/", CrashPoint.Strike.HALT));
        insert(1);
        request("GET", "/api/v1/things");
        insert(2);

        assertThat(crashPoint.lastSteps()).isEmpty();
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void endsTheProcessAtTheChosenStepOnce() throws SQLException {
        crashPoint.arm(new CrashPoint.Order(3, "/api", CrashPoint.Strike.HALT));
        request("POST", "/api/v1/things");
        assertThatThrownBy(() -> insert(1)).isInstanceOf(Halted.class);
        assertThat(count()).isZero();

        request("POST", "/api/v1/things");
        insert(1);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void cutsTheConnectionAfterTheCommitSoThatItsOutcomeIsUnknown() throws SQLException {
        crashPoint.arm(new CrashPoint.Order(4, "/", CrashPoint.Strike.CUT));
        request("POST", "/api/v1/things");

        assertThatThrownBy(() -> insert(1)).isInstanceOf(SQLException.class).hasMessageContaining("cut");
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void waitsForTheChosenPath() throws SQLException {
        crashPoint.arm(new CrashPoint.Order(1, "/api/v1/mall", CrashPoint.Strike.HALT));
        request("POST", "/api/v1/things");
        insert(1);

        assertThat(crashPoint.armed()).isNotNull();
    }

    private void insert(int number) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (var statement = connection.prepareStatement("INSERT INTO  thing\nVALUES (?)")) {
                statement.setInt(1, number);
                statement.executeUpdate();
            }
            connection.commit();
        }
    }

    private static int count() throws SQLException {
        try (var connection = plain().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT COUNT(*) FROM thing")) {
            return row.next() ? row.getInt(1) : -1;
        }
    }

    private static void request(String method, String path) {
        RequestContextHolder.setRequestAttributes(
                new ServletRequestAttributes(new MockHttpServletRequest(method, path)));
    }

    private static DriverManagerDataSource plain() {
        var services = TestServices.database();
        return new DriverManagerDataSource(services.url(SCHEMA), EmbeddedDatabase.OWNER, services.ownerPassword());
    }

    private static final class Halted extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
