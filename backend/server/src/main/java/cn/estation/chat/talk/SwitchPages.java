package cn.estation.chat.talk;

import cn.estation.identity.Authority;
import cn.estation.identity.ConsolePage;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.NotFound;
import cn.estation.wechat.WechatApp;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The console's switch of the bot, one for each channel. */
@Controller
class SwitchPages {

    private final Switches switches;
    private final SwitchMapper rows;
    private final Authority authority;
    private final Idempotency idempotency;

    SwitchPages(Switches switches, SwitchMapper rows, Authority authority, Idempotency idempotency) {
        this.switches = switches;
        this.rows = rows;
        this.authority = authority;
        this.idempotency = idempotency;
    }

    @GetMapping("/console/chatbot")
    String show(@AuthenticationPrincipal Staff staff, Model model) {
        authority.require(staff, Permission.RUN_CHATBOT);
        var set = rows.all();
        model.addAttribute(
                "channels",
                Arrays.stream(WechatApp.values())
                        .map(app -> new Channel(
                                app.name(),
                                app == WechatApp.OFFICIAL_ACCOUNT ? "公众号" : "小程序",
                                set.stream()
                                        .filter(row -> row.app() == app)
                                        .findFirst()
                                        .map(SwitchMapper.Row::offSince)
                                        .orElse(null)))
                        .toList());
        return "chat/switch";
    }

    @PostMapping("/console/chatbot/{app}")
    String set(
            @AuthenticationPrincipal Staff staff,
            @PathVariable String app,
            @RequestParam(defaultValue = "false") boolean on,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        authority.require(staff, Permission.RUN_CHATBOT);
        var channel = Arrays.stream(WechatApp.values())
                .filter(one -> one.name().equals(app))
                .findFirst()
                .orElseThrow(NotFound::new);
        idempotency.<@Nullable Void>once(staff, "chat.switch:" + channel, requestKey, on, Void.class, () -> {
            switches.set(staff, channel, on);
            return null;
        });
        flash.addFlashAttribute("toast", on ? "机器人已打开。" : "机器人已关闭。求助、投诉建议和转人工仍然可用。");
        return "redirect:/console/chatbot";
    }

    record Channel(String app, String title, @Nullable Instant offSince) {}

    @Configuration(proxyBeanMethods = false)
    static class Entry {
        @Bean
        ConsolePage chatbotEntry() {
            return new ConsolePage("机器人开关", "/console/chatbot", Permission.RUN_CHATBOT, 820);
        }
    }
}
