package cn.estation.console;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.CannotCreateTransactionException;

/** What the container hands over when a filter broke, before any controller. */
class ErrorPagesTests {

    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void noConnectionInTimeIsABusySystemAndNoFault() {
        var noConnection = new CannotCreateTransactionException("none", new SQLTransientConnectionException());

        var page = new ErrorPages().error(broken(new ServletException(noConnection)), response);

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(page.getModel().get("sentence")).isEqualTo(PageErrors.BUSY);
    }

    @Test
    void anythingElseIsAFault() {
        var page = new ErrorPages().error(broken(new IllegalStateException()), response);

        assertThat(response.getStatus()).isEqualTo(500);
        assertThat(page.getModel().get("sentence")).isEqualTo(PageErrors.FAULT);
    }

    private static MockHttpServletRequest broken(Exception failure) {
        var request = new MockHttpServletRequest("GET", "/error");
        request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, 500);
        request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, failure);
        return request;
    }
}
