package cn.estation.kernel;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** The last stop for errors outside of any controller: same shape, no detail of what broke. */
@Controller
class Fallback implements ErrorController {

    private final ProblemWriter problems;

    Fallback(ProblemWriter problems) {
        this.problems = problems;
    }

    @RequestMapping("/error")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var status = code instanceof Integer number ? HttpStatus.resolve(number) : null;
        if (status == null) {
            // Nobody is sent here but by the container.
            status = HttpStatus.NOT_FOUND;
        }
        if (DatabaseAway.isBehind(request)) {
            response.setHeader("Retry-After", "2");
            problems.write(response, HttpStatus.SERVICE_UNAVAILABLE, "busy", "系统繁忙，请稍后用同样的操作重试。");
            return;
        }
        problems.write(
                response,
                status,
                status.is5xxServerError() ? "fault" : "http-" + status.value(),
                status.is5xxServerError() ? "系统出了点问题，请稍后再试。" : "请求无法处理，请检查后重试。");
    }
}
