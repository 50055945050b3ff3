package cn.estation.identity.staff;

import cn.estation.identity.Staff;
import cn.estation.identity.staff.StaffSignIn.Next;
import cn.estation.identity.staff.StaffSignIn.SignInOver;
import cn.estation.identity.staff.StaffSignIn.Step;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.QrImage;
import cn.estation.kernel.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The pages of the sign-in. It always ends at the console's first page: an address to go on to is never taken from the
 * request.
 */
@Controller
class SignInPages {

    private static final String DOOR = "redirect:/console/sign-in";
    private static final String STEP = "redirect:/console/sign-in/step";

    private final StaffSignIn signIn;

    SignInPages(StaffSignIn signIn) {
        this.signIn = signIn;
    }

    @GetMapping("/console/sign-in")
    String door(@AuthenticationPrincipal @Nullable Staff staff) {
        return staff == null ? "identity/sign-in" : "redirect:/console";
    }

    @PostMapping("/console/sign-in")
    String password(
            @RequestParam String login,
            @RequestParam String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            var step = signIn.password(login, password, request.getRemoteAddr(), device(request));
            StaffCookies.SIGN_IN.write(response, step.token());
            return STEP;
        } catch (Refusal refusal) {
            model.addAttribute("login", login);
            return again("identity/sign-in", refusal, response, model);
        }
    }

    /** Whatever the sign-in needs next. */
    @GetMapping("/console/sign-in/step")
    String step(HttpServletRequest request, HttpServletResponse response, Model model, RedirectAttributes flash) {
        return orBack(response, flash, () -> show(signIn.standing(token(request)), model));
    }

    @PostMapping("/console/sign-in/code")
    String code(
            @RequestParam String code,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes flash) {
        return orBack(response, flash, () -> {
            var token = token(request);
            try {
                return go(signIn.code(token, code, request.getRemoteAddr(), device(request)), response);
            } catch (SignInOver over) {
                throw over;
            } catch (Refusal refusal) {
                return again(show(signIn.standing(token), model), refusal, response, model);
            }
        });
    }

    @PostMapping("/console/sign-in/new-password")
    String newPassword(
            @RequestParam String password,
            @RequestParam String again,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes flash) {
        return orBack(response, flash, () -> {
            try {
                if (!password.equals(again)) {
                    throw new BadInput("两次输入的新口令不一样。");
                }
                return go(signIn.newPassword(token(request), password), response);
            } catch (SignInOver over) {
                throw over;
            } catch (Refusal refusal) {
                return again("identity/sign-in-password", refusal, response, model);
            }
        });
    }

    @PostMapping("/console/sign-out")
    String signOut(@AuthenticationPrincipal Staff staff, HttpServletResponse response, RedirectAttributes flash) {
        signIn.signOut(staff);
        StaffCookies.SESSION.clear(response);
        flash.addFlashAttribute("toast", "您已退出。");
        return DOOR;
    }

    private String show(Step step, Model model) {
        return switch (step.next()) {
            case ENROL -> {
                var enrolment = signIn.enrolment(step.token());
                model.addAttribute("secret", enrolment.secret().replaceAll("(.{4})(?=.)", "$1 "));
                model.addAttribute("picture", QrImage.address(enrolment.uri()));
                yield "identity/sign-in-enrol";
            }
            case CODE -> "identity/sign-in-code";
            case NEW_PASSWORD -> "identity/sign-in-password";
            case SIGNED_IN -> "redirect:/console";
        };
    }

    private static String go(Step step, HttpServletResponse response) {
        if (step.next() != Next.SIGNED_IN) {
            return STEP;
        }
        StaffCookies.SIGN_IN.clear(response);
        StaffCookies.SESSION.write(response, step.token());
        var device = step.device();
        if (device != null) {
            StaffCookies.DEVICE.write(response, device);
        }
        return "redirect:/console";
    }

    private static String again(String view, Refusal refusal, HttpServletResponse response, Model model) {
        response.setStatus(refusal.getStatusCode().value());
        model.addAttribute("sentence", refusal.sentence());
        return view;
    }

    private static String orBack(HttpServletResponse response, RedirectAttributes flash, Supplier<String> step) {
        try {
            return step.get();
        } catch (SignInOver over) {
            StaffCookies.SIGN_IN.clear(response);
            flash.addFlashAttribute("toast", over.sentence());
            return DOOR;
        }
    }

    private static String token(HttpServletRequest request) {
        return StaffCookies.SIGN_IN.read(request).orElseThrow(SignInOver::new);
    }

    private static @Nullable String device(HttpServletRequest request) {
        return StaffCookies.DEVICE.read(request).orElse(null);
    }
}
