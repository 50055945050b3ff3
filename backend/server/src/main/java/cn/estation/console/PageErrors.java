package cn.estation.console;

import cn.estation.kernel.DatabaseAway;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.RequestIds;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.ModelAndView;

/**
 * Shows what went wrong on a page: the refusal's sentence as a toast where htmx asked for a part, and as a page
 * otherwise; a fault as a page with the number of the request and nothing of what broke.
 */
@ControllerAdvice(annotations = Controller.class)
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class PageErrors {

    private static final Logger log = LoggerFactory.getLogger(PageErrors.class);

    static final String FAULT = "系统出了点问题，请稍后再试。";
    static final String BUSY = "系统繁忙，请稍后用同样的操作重试。";

    private static final Map<Integer, String> SENTENCES = Map.of(
            400, "提交的内容格式不正确，请检查后重试。",
            403, "您没有这项权限，请联系管理员。",
            404, "没有找到您要的内容。",
            405, "不支持这种操作。",
            413, "提交的内容太大。");

    @ExceptionHandler
    ModelAndView refused(Refusal refusal, HttpServletRequest request, HttpServletResponse response) {
        return show(refusal.getStatusCode(), refusal.sentence(), request, response);
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        CannotCreateTransactionException.class,
        PessimisticLockingFailureException.class,
        QueryTimeoutException.class
    })
    ModelAndView busy(Exception failure, HttpServletRequest request, HttpServletResponse response) {
        log.warn("database busy or away: {}", failure.getClass().getSimpleName());
        return show(HttpStatus.SERVICE_UNAVAILABLE, BUSY, request, response);
    }

    @ExceptionHandler
    ModelAndView other(Exception failure, HttpServletRequest request, HttpServletResponse response) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refused(refusal, request, response);
            }
        }
        if (DatabaseAway.isBehind(failure)) {
            return busy(failure, request, response);
        }
        if (failure instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            var sentence = SENTENCES.getOrDefault(known.getStatusCode().value(), "请求无法处理，请检查后重试。");
            return show(known.getStatusCode(), sentence, request, response);
        }
        if (failure instanceof MultipartException) {
            log.warn("upload not readable: {}", failure.getClass().getSimpleName());
            return show(HttpStatus.BAD_REQUEST, "文件没有传完整，请检查网络后再传一次。", request, response);
        }
        if (failure instanceof org.springframework.beans.TypeMismatchException) {
            return show(HttpStatus.BAD_REQUEST, "提交的内容格式不正确，请检查后重试。", request, response);
        }
        log.error("fault in request {}", RequestIds.current(), failure);
        return show(HttpStatus.INTERNAL_SERVER_ERROR, FAULT, request, response);
    }

    static ModelAndView show(
            HttpStatusCode status, String sentence, HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(status.value());
        boolean part = request.getHeader("HX-Request") != null;
        var numbered = status.is5xxServerError() && part ? sentence + "请求编号 " + RequestIds.current() : sentence;
        var model = Map.of("sentence", numbered, "status", status.value(), "heading", heading(status));
        if (part) {
            // Nothing on the page changes but the toast.
            response.setHeader("HX-Reswap", "none");
            return new ModelAndView("console/refusal-toast", model, status);
        }
        return new ModelAndView("console/refusal", model, status);
    }

    private static String heading(HttpStatusCode status) {
        if (status.is5xxServerError()) {
            return "系统出了点问题";
        }
        return status.value() == 404 ? "没有找到" : "没有办成";
    }
}
