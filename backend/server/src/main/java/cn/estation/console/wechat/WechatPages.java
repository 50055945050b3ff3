package cn.estation.console.wechat;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.ConsolePage;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Idempotency;
import cn.estation.wechat.ConnectionState;
import cn.estation.wechat.Greeting;
import cn.estation.wechat.OfficialMenu;
import cn.estation.wechat.WechatAway;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The console's 微信: the connection, the menu as it will look, and what followers are greeted with. */
@Controller
class WechatPages {

    private static final int SHOWN = 5;

    private final ConnectionState connection;
    private final OfficialMenu menus;
    private final Greeting greeting;
    private final Authority authority;
    private final Idempotency idempotency;
    private final AuditTrail audit;

    WechatPages(
            ConnectionState connection,
            OfficialMenu menus,
            Greeting greeting,
            Authority authority,
            Idempotency idempotency,
            AuditTrail audit) {
        this.connection = connection;
        this.menus = menus;
        this.greeting = greeting;
        this.authority = authority;
        this.idempotency = idempotency;
        this.audit = audit;
    }

    record Words(String text) {
        @SuppressWarnings("NullAway") // a field that was not sent arrives as null
        Words {
            text = text == null ? "" : text;
        }
    }

    @GetMapping("/console/wechat")
    String show(@AuthenticationPrincipal Staff staff, Model model) {
        authority.require(staff, Permission.VIEW_WECHAT);
        model.addAttribute(
                "form",
                new Words(greeting.written().map(Greeting.Written::content).orElse("")));
        return page(staff, model);
    }

    private String page(Staff staff, Model model) {
        model.addAttribute("state", connection.now());
        model.addAttribute("menu", menus.configured());
        model.addAttribute("publications", menus.latest(SHOWN));
        model.addAttribute("greeting", greeting.written().orElse(null));
        model.addAttribute("manages", staff.may(Permission.MANAGE_WECHAT));
        return "wechat/overview";
    }

    /** Publishes the menu of the configuration. The request is kept first; WeChat is called outside of its transaction. */
    @PostMapping("/console/wechat/menu")
    String publish(@AuthenticationPrincipal Staff staff, @RequestParam String requestKey, RedirectAttributes flash) {
        authority.require(staff, Permission.MANAGE_WECHAT);
        long id = idempotency.once(staff, "wechat.menu", requestKey, "", Long.class, () -> {
            long requested = menus.request(staff);
            audit.record(staff, 0, "wechat.menu", "wechat-menu:" + requested, "发布公众号菜单");
            return requested;
        });
        try {
            menus.send(id);
            flash.addFlashAttribute("toast", "菜单已发布，微信会在 24 小时内让所有人看到。");
        } catch (WechatAway away) {
            flash.addFlashAttribute("problem", "微信没有接受菜单，返回码 " + away.code() + "。处理办法见运维手册，改好后再发布一次。");
        }
        return "redirect:/console/wechat";
    }

    @PostMapping("/console/wechat/greeting")
    String greet(
            @AuthenticationPrincipal Staff staff,
            @ModelAttribute("form") Words form,
            BindingResult errors,
            @RequestParam String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        authority.require(staff, Permission.MANAGE_WECHAT);
        try {
            idempotency.<@Nullable Void>once(staff, "wechat.greeting", requestKey, form, Void.class, () -> {
                greeting.change(staff, form.text());
                audit.record(staff, 0, "wechat.greeting", "wechat-greeting:1", "修改关注时的问候语");
                return null;
            });
        } catch (BadInput wrong) {
            errors.rejectValue("text", "wrong", wrong.sentence());
            response.setStatus(422);
            return page(staff, model);
        }
        flash.addFlashAttribute("toast", "问候语已保存，从下一位关注的人开始。");
        return "redirect:/console/wechat";
    }

    @Configuration(proxyBeanMethods = false)
    static class Entry {
        @Bean
        ConsolePage wechatEntry() {
            return new ConsolePage("微信", "/console/wechat", Permission.VIEW_WECHAT, 750);
        }
    }
}
