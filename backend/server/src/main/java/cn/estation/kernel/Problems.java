package cn.estation.kernel;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns whatever goes wrong in the API into {@code application/problem+json} with a sentence for the person. */
@RestControllerAdvice(annotations = RestController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class Problems extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private static final Map<Integer, String> SENTENCES = Map.of(
            400, "提交的内容格式不正确，请检查后重试。",
            404, "没有找到您要的内容。",
            405, "不支持这种操作。",
            406, "无法提供您要的格式。",
            413, "提交的内容太大。",
            415, "不支持这种内容格式，请使用 JSON。");

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        CannotCreateTransactionException.class,
        PessimisticLockingFailureException.class,
        QueryTimeoutException.class
    })
    ResponseEntity<ProblemDetail> busy(Exception failure) {
        log.warn("database busy or away: {}", failure.getClass().getSimpleName());
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "2")
                .body(Refusal.problem(HttpStatus.SERVICE_UNAVAILABLE, "busy", "系统繁忙，请稍后用同样的操作重试。"));
    }

    /** Whoever uploads went away in the middle, or sent something else than the parts it announced. */
    @ExceptionHandler(MultipartException.class)
    ResponseEntity<ProblemDetail> halfSent(MultipartException failure) {
        log.warn("upload not readable: {}", failure.getClass().getSimpleName());
        return ResponseEntity.badRequest()
                .body(Refusal.problem(HttpStatus.BAD_REQUEST, "upload-incomplete", "文件没有传完整，请检查网络后再传一次。"));
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<ProblemDetail> fault(Exception failure) {
        if (DatabaseAway.isBehind(failure)) {
            return busy(failure);
        }
        if (refusalInside(failure) instanceof Refusal refusal) {
            return ResponseEntity.status(refusal.getStatusCode()).body(refusal.getBody());
        }
        log.error("fault in request {}", RequestIds.current(), failure);
        return ResponseEntity.internalServerError()
                .body(Refusal.problem(HttpStatus.INTERNAL_SERVER_ERROR, "fault", "系统出了点问题，请稍后再试或联系社区工作人员。"));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var fields = failure.getBindingResult().getFieldErrors().stream()
                .map(error -> new Field(error.getField(), sentence(error)))
                .toList();
        var detail = fields.isEmpty() ? "提交的内容不符合要求。" : fields.getFirst().sentence();
        var problem = Refusal.problem(HttpStatus.BAD_REQUEST, "invalid-field", detail);
        problem.setProperty("fields", fields);
        return ResponseEntity.badRequest().headers(headers).body(problem);
    }

    private static String sentence(FieldError error) {
        var message = error.getDefaultMessage();
        return message == null ? "填写不正确。" : message;
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Object answer = body;
        if (failure instanceof Refusal refusal) {
            answer = refusal.getBody();
        } else if (refusalInside(failure) instanceof Refusal refusal) {
            return ResponseEntity.status(refusal.getStatusCode()).body(refusal.getBody());
        } else {
            var known = HttpStatus.resolve(status.value());
            answer = Refusal.problem(
                    known == null ? HttpStatus.BAD_REQUEST : known,
                    "http-" + status.value(),
                    SENTENCES.getOrDefault(status.value(), "请求无法处理。"));
        }
        return ResponseEntity.status(status).headers(headers).body(answer);
    }

    private static @Nullable Refusal refusalInside(Throwable failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
        }
        return null;
    }

    record Field(String field, String sentence) {}
}
