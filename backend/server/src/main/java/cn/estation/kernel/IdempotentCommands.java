package cn.estation.kernel;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.reflect.MethodSignature;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestBody;

/** Puts {@link Idempotency} around the API's commands, so that no controller can forget half of it. */
@Aspect
@Component
class IdempotentCommands {

    /** As wide as the column that keeps it; no route of ours comes near. */
    private static final int LONGEST_OPERATION = 200;

    private final Idempotency idempotency;
    private final HttpServletRequest request;

    IdempotentCommands(Idempotency idempotency, HttpServletRequest request) {
        this.idempotency = idempotency;
        this.request = request;
    }

    @Around("@annotation(cn.estation.kernel.Idempotent)")
    @Nullable Object once(ProceedingJoinPoint call) {
        var signature = (MethodSignature) call.getSignature();
        // The decoded path: however it is written, it is the same command.
        var operation = request.getMethod() + " " + request.getServletPath();
        if (operation.length() > LONGEST_OPERATION) {
            throw new NotFound();
        }
        return idempotency.once(
                actor(),
                operation,
                key(),
                body(signature, call.getArgs()),
                signature.getMethod().getGenericReturnType(),
                () -> proceed(call));
    }

    private String key() {
        var keys = request.getHeaders("Idempotency-Key");
        if (!keys.hasMoreElements()) {
            throw new BadInput("缺少 Idempotency-Key 请求头：请为每次操作生成一个新的编号，重试时沿用。");
        }
        return keys.nextElement();
    }

    private static Actor actor() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof Actor actor) {
            return actor;
        }
        throw new IllegalStateException("an idempotent command needs somebody who gives it");
    }

    private static @Nullable Object body(MethodSignature signature, Object[] arguments) {
        var parameters = signature.getMethod().getParameters();
        return Arrays.stream(parameters)
                .filter(parameter -> parameter.isAnnotationPresent(RequestBody.class))
                .map(parameter -> arguments[Arrays.asList(parameters).indexOf(parameter)])
                .findFirst()
                .orElseGet(() -> sent(arguments));
    }

    /** What came beside JSON: a file, and the fields that were sent with it. */
    private static @Nullable Object sent(Object[] arguments) {
        if (Arrays.stream(arguments).noneMatch(Fingerprinted.class::isInstance)) {
            return null;
        }
        return Arrays.stream(arguments)
                .filter(argument -> argument instanceof Fingerprinted
                        || argument instanceof Enum<?>
                        || argument instanceof CharSequence)
                .map(argument -> argument instanceof Fingerprinted file ? file.fingerprint() : argument.toString())
                .toList();
    }

    private static @Nullable Object proceed(ProceedingJoinPoint call) {
        try {
            return call.proceed();
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable checked) {
            throw new IllegalStateException(checked);
        }
    }
}
