package cn.estation.wechat;

import cn.binarywang.wx.miniapp.bean.WxMaKefuMessage;
import cn.binarywang.wx.miniapp.bean.WxMaSubscribeMessage;
import cn.binarywang.wx.miniapp.bean.security.WxMaMediaSecCheckCheckRequest;
import cn.binarywang.wx.miniapp.bean.security.WxMaMsgSecCheckCheckRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What we can do in the mini-program (小程序). */
@Service
public class MiniProgram {

    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z_-]{1,128}");
    private static final Pattern TRACE = Pattern.compile("[0-9A-Za-z_.-]{1,128}");
    private static final int IMAGE = 2;
    private static final int CODE_INVALID = 40029;
    private static final int CODE_USED = 40163;
    private static final int TOO_OFTEN = 45011;
    private static final int RISK = 40226;

    private final MiniClient client;
    private final Platform platform;
    private final LoginExchange exchange;

    MiniProgram(MiniClient client, Platform platform, LoginExchange exchange) {
        this.client = client;
        this.platform = platform;
        this.exchange = exchange;
    }

    /** Who a login code stands for. The session key that comes with it is dropped: nothing here needs it. */
    public record Login(String openid, @Nullable String unionid) {
        @Override
        public String toString() {
            return "Login";
        }
    }

    /**
     * Trades a login code. Needs no access token, so it works while tokens cannot be had; never asks twice, because a
     * code is good for once.
     *
     * @throws LoginCodeInvalid if the code was used, is too old, or was never given
     * @throws LoginHeld if WeChat does not let this person in
     * @throws WechatAway if WeChat does not answer; a new code is needed then
     */
    public Login login(String code) {
        requireCode(code);
        try {
            return platform.direct("login", () -> exchange.login(code));
        } catch (PlatformFault fault) {
            throw refusal(fault);
        }
    }

    /**
     * The phone number a person chose to give, digits only, without country code for +86.
     *
     * @throws LoginCodeInvalid if the code was used, is too old, or was never given
     * @throws WechatAway if WeChat does not answer
     */
    public String phone(String code) {
        requireCode(code);
        try {
            return platform.call(
                    WechatApp.MINI_PROGRAM,
                    "phone",
                    () -> Optional.ofNullable(client.getUserService().getPhoneNumber(code))
                            .map(info -> info.getPurePhoneNumber())
                            .orElseThrow(() -> PlatformFault.unknown("no phone in the answer")));
        } catch (PlatformFault fault) {
            throw refusal(fault);
        }
    }

    /** Sends a subscription message (订阅消息). Never repeats it: after {@code UNKNOWN} it may have arrived. */
    public SendOutcome subscription(String openid, String templateId, String page, Map<String, String> data) {
        var message = WxMaSubscribeMessage.builder()
                .toUser(openid)
                .templateId(templateId)
                .page(page)
                .data(data.entrySet().stream()
                        .map(entry -> new WxMaSubscribeMessage.MsgData(entry.getKey(), entry.getValue()))
                        .toList())
                .build();
        return platform.send(WechatApp.MINI_PROGRAM, "subscription message", () -> {
            client.getMsgService().sendSubscribeMsg(message);
            return true;
        });
    }

    /** Sends a message into the mini-program's customer service. Never repeats it: after {@code UNKNOWN} it may have arrived. */
    public SendOutcome sendText(String openid, String text) {
        var message = WxMaKefuMessage.newTextBuilder()
                .toUser(openid)
                .content(ReplyText.fitted(text))
                .build();
        return platform.send(
                WechatApp.MINI_PROGRAM,
                "customer-service message",
                () -> client.getMsgService().sendKefuMsg(message));
    }

    /** WeChat's opinion on a text, at most 2,500 characters of it. */
    public TextVerdict checkText(String openid, String text) {
        var request = WxMaMsgSecCheckCheckRequest.builder()
                .version("2")
                .openid(openid)
                .scene(2)
                .content(text.substring(0, Math.min(2500, text.length())))
                .build();
        try {
            var suggest = platform.call(
                    WechatApp.MINI_PROGRAM,
                    "text check",
                    () -> Optional.ofNullable(client.getSecurityService()
                                    .checkMessage(request)
                                    .getResult())
                            .map(result -> result.getSuggest())
                            .orElse(""));
            return verdict(suggest);
        } catch (PlatformFault unchecked) {
            return TextVerdict.UNCHECKED;
        }
    }

    /**
     * Asks WeChat to look at a picture of this person, under an address where it can fetch it. What it thinks comes later as
     * {@link MediaChecked}.
     *
     * @return by what the answer will be known; empty if WeChat will not look, because the person has not been in the
     *     mini-program for two hours for example
     * @throws WechatAway if WeChat does not answer
     */
    public Optional<String> checkImage(String openid, String url) {
        var request = WxMaMediaSecCheckCheckRequest.builder()
                .version(2)
                .mediaType(IMAGE)
                .openid(openid)
                .scene(1)
                .mediaUrl(url)
                .build();
        try {
            return Optional.of(platform.call(
                    WechatApp.MINI_PROGRAM,
                    "image check",
                    () -> Optional.ofNullable(client.getSecurityService()
                                    .mediaCheckAsync(request)
                                    .getTraceId())
                            .filter(trace -> TRACE.matcher(trace).matches())
                            .orElseThrow(() -> PlatformFault.unknown("no trace in the answer"))));
        } catch (PlatformFault fault) {
            if (fault.reach() == PlatformFault.Reach.ANSWERED && fault.remedy() == PlatformFault.Remedy.GIVE_UP) {
                return Optional.empty();
            }
            throw new WechatAway(fault.code());
        }
    }

    private static TextVerdict verdict(String suggest) {
        return switch (suggest) {
            case "pass" -> TextVerdict.PASS;
            case "risky" -> TextVerdict.RISKY;
            case "review" -> TextVerdict.REVIEW;
            default -> TextVerdict.UNCHECKED;
        };
    }

    private static void requireCode(String code) {
        if (!CODE.matcher(code).matches()) {
            throw new LoginCodeInvalid();
        }
    }

    private static RuntimeException refusal(PlatformFault fault) {
        if (List.of(CODE_INVALID, CODE_USED).contains(fault.code())) {
            return new LoginCodeInvalid();
        }
        return switch (fault.code()) {
            case RISK -> LoginHeld.forRisk();
            case TOO_OFTEN -> LoginHeld.forHaste();
            default -> new WechatAway(fault.code());
        };
    }
}
