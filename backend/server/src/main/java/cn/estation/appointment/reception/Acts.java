package cn.estation.appointment.reception;

import cn.estation.identity.Authority;
import cn.estation.identity.Staff;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A form of these pages: done once, and back to the page with a word about it, or with why not. */
@Component
class Acts {

    private final Idempotency idempotency;

    Acts(Idempotency idempotency) {
        this.idempotency = idempotency;
    }

    /** Where the word goes: over the redirect, or onto the page that is shown again. */
    record Answer(Model model, HttpServletResponse response, RedirectAttributes flash) {}

    /**
     * Runs a command that says what it has done; an empty word needs none.
     *
     * @return false if a rule said no: then the page is to be shown again, with {@code refusal} on it
     * @throws NotFound if it was about what is not theirs
     * @throws Authority.NotAllowed if the staff member may not do it
     */
    boolean once(
            Staff staff,
            String operation,
            String key,
            @Nullable Object content,
            Answer answer,
            Supplier<String> command) {
        try {
            var said = idempotency.once(staff, operation, key, content, String.class, command);
            if (!said.isEmpty()) {
                answer.flash().addFlashAttribute("toast", said);
            }
            return true;
        } catch (Authority.NotAllowed | NotFound notTheirs) {
            throw notTheirs;
        } catch (Refusal refusal) {
            answer.response().setStatus(refusal.getStatusCode().value());
            answer.model().addAttribute("refusal", refusal.sentence());
            return false;
        }
    }
}
