package cn.estation.appointment.reception;

import cn.estation.identity.Authority;
import cn.estation.identity.Staff;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A form of these pages: done once, and back to the page with a word about it, or with why not. */
@Component
class Acts {

    private final Idempotency idempotency;

    Acts(Idempotency idempotency) {
        this.idempotency = idempotency;
    }

    /**
     * Runs a command that says what it has done; an empty word needs none.
     *
     * @throws NotFound if it was about what is not theirs
     * @throws Authority.NotAllowed if the staff member may not do it
     */
    void once(
            Staff staff,
            String operation,
            String key,
            @Nullable Object content,
            RedirectAttributes flash,
            Supplier<String> command) {
        try {
            var said = idempotency.once(staff, operation, key, content, String.class, command);
            if (!said.isEmpty()) {
                flash.addFlashAttribute("toast", said);
            }
        } catch (Authority.NotAllowed | NotFound notTheirs) {
            throw notTheirs;
        } catch (Refusal refusal) {
            flash.addFlashAttribute("refusal", refusal.sentence());
        }
    }
}
