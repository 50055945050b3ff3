package cn.estation.kernel;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindingResult;

/** Forms of the console: what they ask for happens once, and what is refused is said on the form that was sent. */
@Component
public class Forms {

    private final Idempotency idempotency;

    Forms(Idempotency idempotency) {
        this.idempotency = idempotency;
    }

    /**
     * Does it once for each key. Input that does not fit is said at the field, any other refusal above the form; what is
     * not theirs to do or to see is no matter of the form and passes through.
     *
     * @param field where to say what is wrong with the input; null for above the form
     * @return true if it is done; false if the form is to be shown again, with its status set
     */
    public boolean done(
            Actor actor,
            String operation,
            String requestKey,
            @Nullable Object content,
            BindingResult errors,
            @Nullable String field,
            HttpServletResponse response,
            Runnable act) {
        try {
            idempotency.<@Nullable Void>once(actor, operation, requestKey, content, Void.class, () -> {
                act.run();
                return null;
            });
            return true;
        } catch (Refusal refusal) {
            if (isNotTheirs(refusal.getStatusCode())) {
                throw refusal;
            }
            if (refusal instanceof BadInput && field != null) {
                errors.rejectValue(field, "wrong", refusal.sentence());
            } else {
                errors.reject("refused", refusal.sentence());
            }
            response.setStatus(
                    refusal instanceof BadInput ? 422 : refusal.getStatusCode().value());
            return false;
        }
    }

    private static boolean isNotTheirs(HttpStatusCode status) {
        return status.value() == 403 || status.value() == 404;
    }
}
