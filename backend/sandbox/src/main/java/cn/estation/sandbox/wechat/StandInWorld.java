package cn.estation.sandbox.wechat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The people, the phones and the weather of the stand-in, for tests and for {@code /control}.
 *
 * <p>Acts of a person are pushed to the server before the call returns, retries included. An act that the phone would not offer, such as
 * writing to an account that is not followed, is refused with {@link Unable}.
 */
public final class StandInWorld {

    private final Platform platform;

    StandInWorld(Platform platform) {
        this.platform = platform;
    }

    // People

    /** The demo persons and those created since. */
    public List<Person> persons() {
        return platform.persons.all();
    }

    /** A person by short name ({@code wangxiuying}) or name (王秀英). */
    public Person person(String idOrName) {
        return findPerson(idOrName).orElseThrow(() -> new Unable("没有这个人：" + idOrName));
    }

    public Optional<Person> findPerson(String idOrName) {
        return platform.persons.all().stream()
                .filter(person -> person.id().equals(idOrName) || person.name().equals(idOrName))
                .findFirst();
    }

    public Optional<Person> findByOpenId(Account account, String openId) {
        return platform.persons.byOpenId(account, openId);
    }

    /** Somebody new whose unionid and openids follow from the short name. */
    public Person createPerson(String id, String name, String phone) {
        if (!id.matches("[a-z0-9-]{1,40}") || name.isBlank()) {
            throw new Unable("短名只用小写字母、数字和连字符，姓名不能为空");
        }
        return createPerson(Person.of(id, name, "", phone));
    }

    public Person createPerson(Person person) {
        var created = platform.persons.add(person);
        platform.changes.announce();
        return created;
    }

    // What people do with the official account

    public boolean follows(Person person) {
        return platform.persons.follows(person);
    }

    public Delivery follow(Person person) {
        return platform.phone.follow(person, "");
    }

    public Delivery unfollow(Person person) {
        return platform.phone.unfollow(person);
    }

    public Delivery sendText(Person person, String text) {
        return platform.phone.text(person, text, "", PushOptions.genuine());
    }

    /** A text message that differs from a genuine one as the options say. */
    public Delivery sendText(Person person, String text, PushOptions options) {
        return platform.phone.text(person, text, "", options);
    }

    /** A tap on a line of a menu in a message, or on a {@code weixin://bizmsgmenu} link. */
    public Delivery sendMenuText(Person person, String text, String menuId) {
        return platform.phone.text(person, text, menuId, PushOptions.genuine());
    }

    /** A message that is no text: image, voice, video, location. */
    public Delivery sendMedia(Person person, String type) {
        return platform.phone.media(person, type);
    }

    /** Sends a place on the map, in degrees (GCJ-02). */
    public Delivery sendLocation(Person person, double latitude, double longitude, String label) {
        return platform.phone.location(person, latitude, longitude, label);
    }

    /** Sends a voice message with the platform's recognition of it; empty where it recognised nothing. */
    public Delivery sendVoice(Person person, String recognised) {
        return platform.phone.voice(person, recognised);
    }

    /** Sends a sticker that moves: the platform passes on a text in its place that says it cannot show it. */
    public Delivery sendSticker(Person person) {
        return platform.phone.sticker(person);
    }

    /** A tap on a menu button, by its key, its address or its mini-program page. */
    public Delivery tapMenu(Person person, String key) {
        return platform.phone.tap(person, key);
    }

    /** A scan of one of the account's codes, by scene, ticket or address: follows first, if the person does not yet. */
    public Delivery scan(Person person, String code) {
        return platform.phone.scan(person, code);
    }

    /** Every message that reached the person, oldest first. */
    public List<Message> inbox(Person person) {
        return platform.phone.received(person);
    }

    /** The messages of one kind that reached the person, oldest first. */
    public List<Message> inbox(Person person, Message.Kind kind) {
        return inbox(person).stream().filter(message -> message.kind() == kind).toList();
    }

    /** The inbox and what the person sent and did. */
    public List<Message> chat(Person person) {
        return platform.chats.of(person);
    }

    public void clearChat(Person person) {
        platform.chats.clear(person);
    }

    // What people do in the mini-program

    /** A {@code js_code} for login: one use, five minutes. */
    public String loginCode(Person person) {
        return platform.miniProgram.loginCode(person);
    }

    /** A code for the phone number: one use, five minutes. */
    public String phoneCode(Person person) {
        return platform.miniProgram.phoneCode(person);
    }

    /** Opens the mini-program without logging in: texts of this person can be checked for two hours. */
    public void visit(Person person) {
        platform.persons.visit(person);
    }

    /** Whether jscode2session and user/info tell the unionid. True at the start. */
    public void bindOpenPlatform(boolean bound) {
        platform.miniProgram.bindOpenPlatform(bound);
    }

    /** Lets the platform hold a person for a risk: they cannot log in (40226). */
    public void hold(Person person, boolean hold) {
        platform.miniProgram.hold(person, hold);
    }

    /** 撤回授权: the account must delete the data that the code names. Returns what became of the push. */
    public Delivery revokeAuthorisation(Person person, Account account, String revokeInfo) {
        return authorisation(person, account, "user_authorization_revoke", revokeInfo);
    }

    /** 注销: the account must delete everything of this person, whose consents are void. */
    public Delivery cancelAuthorisation(Person person, Account account) {
        if (account == Account.MINI_PROGRAM) {
            platform.consents.forget(person);
            platform.persons.forgetVisit(person);
        }
        return authorisation(person, account, "user_authorization_cancellation", "0");
    }

    /** The person changed what they had shown, such as the nickname. */
    public Delivery modifyUserInfo(Person person, Account account, String revokeInfo) {
        return authorisation(person, account, "user_info_modified", revokeInfo);
    }

    private Delivery authorisation(Person person, Account account, String event, String info) {
        var options = PushOptions.genuine();
        var message = platform.events.authorisation(account, person, event, info, options);
        return platform.callbacks.push(account, person.openId(account), message, options);
    }

    // Consent to subscription messages

    /** Consents to {@code messages} more messages of a template, without telling the server. */
    public void grant(Person person, String templateId, int messages) {
        platform.consents.grant(person, templateId, messages);
    }

    /** Takes every consent to a template back, without telling the server. */
    public void refuse(Person person, String templateId) {
        platform.consents.refuse(person, templateId);
    }

    public int consents(Person person, String templateId) {
        return platform.consents.left(person, templateId);
    }

    /** What a tap in the mini-program's popup does: one consent to each template, or none, and the server is told. */
    public Delivery answerPopup(Person person, List<String> templateIds, boolean accept) {
        for (var templateId : templateIds) {
            if (accept) {
                platform.consents.grant(person, templateId, 1);
            }
        }
        var entries = SubscriptionMessages.answered(templateIds, accept ? "accept" : "reject");
        return subscription(person, "subscribe_msg_popup_event", entries);
    }

    /** The person switched a template off in the settings: no consent is left, and the server is told. */
    public Delivery switchOff(Person person, String templateId) {
        platform.consents.refuse(person, templateId);
        var entries = SubscriptionMessages.answered(List.of(templateId), "reject");
        return subscription(person, "subscribe_msg_change_event", entries);
    }

    private Delivery subscription(Person person, String event, List<Map<String, String>> entries) {
        var options = PushOptions.genuine();
        var message = platform.events.subscription(person, event, entries, options);
        return platform.callbacks.push(Account.MINI_PROGRAM, person.maOpenId(), message, options);
    }

    public List<Template> templates() {
        return platform.templates.all();
    }

    public void addTemplate(Template template) {
        platform.templates.add(template);
        platform.changes.announce();
    }

    /** Which pages the mini-program has; until then every page below {@code pages/} is one. */
    public void publishPages(String... pages) {
        platform.pages.publish(Set.of(pages));
    }

    /** What the platform thinks of a picture, as if it had been asked: pass, review or risky; an errcode other than 0 means it could not look. */
    public Delivery pushMediaCheck(Person person, String trace, String suggest, int errcode) {
        var event = platform.events.mediaCheck(person, trace, suggest, suggest.equals("pass") ? 100 : 20_002, errcode);
        return platform.callbacks.push(Account.MINI_PROGRAM, person.maOpenId(), event, PushOptions.genuine());
    }

    // The way to the server

    /** Where the server is, from now on: its base address without a trailing slash. */
    public void callbackTo(String serverUrl) {
        platform.callbacks.to(serverUrl + StandInSettings.MP_PATH, serverUrl + StandInSettings.MA_PATH);
        platform.changes.announce();
    }

    public String callbackUrl(Account account) {
        return platform.callbacks.url(account);
    }

    public void patience(Duration timeout, Duration tryEvery) {
        platform.callbacks.patience(timeout, tryEvery);
    }

    /** The URL verification of the platform's console: true if the server echoes. */
    public boolean verifyUrl(Account account) {
        return platform.callbacks.verify(account, PushOptions.genuine());
    }

    public boolean verifyUrlWithWrongSignature(Account account) {
        return platform.callbacks.verify(account, PushOptions.genuine().withWrongSignature());
    }

    /** Pushes any message, XML or JSON, in the name of an openid. Nothing is shown on a phone. */
    public Delivery push(Account account, String openId, String message, PushOptions options) {
        return platform.callbacks.push(account, openId, message, options);
    }

    /** The last request of an earlier push, byte for byte: what somebody who listened can send. */
    public Delivery replay(Delivery earlier) {
        return platform.callbacks.repeat(earlier, earlier.tries().getLast().query());
    }

    /** The last request of an earlier push with another timestamp, without knowing the token. */
    public Delivery replayAt(Delivery earlier, Instant timestamp) {
        var query = earlier.tries().getLast().query();
        var changed = query.replaceAll("(^|&)timestamp=\\d+", "$1timestamp=" + timestamp.getEpochSecond());
        return platform.callbacks.repeat(earlier, changed);
    }

    /** The same message again, MsgId and all, signed afresh: the platform's own retry. Shown on the phone like the first. */
    public Delivery resend(Delivery earlier) {
        var again = platform.callbacks.push(earlier.account(), earlier.openId(), earlier.message(), PushOptions.once());
        platform.persons
                .byOpenId(earlier.account(), earlier.openId())
                .filter(person -> earlier.account() == Account.OFFICIAL_ACCOUNT)
                .ifPresent(person -> platform.phone.show(person, again));
        return again;
    }

    /** The last 500 pushes, oldest first. */
    public List<Delivery> deliveries() {
        return platform.callbacks.deliveries();
    }

    // The platform's weather

    /** Lets the next {@code times} calls of an endpoint ({@code /cgi-bin/token}; {@code *} for any) go wrong. */
    public void fail(String endpoint, Fault fault, int times) {
        platform.faults.order(endpoint, fault, times);
    }

    public void clearFaults() {
        platform.faults.clear();
    }

    /** Ends every access token, as a reset of the secret does. */
    public void endTokens() {
        platform.tokens.endAll();
    }

    public void limitDay(String endpoint, int calls) {
        platform.quotas.limitDay(endpoint, calls);
    }

    /** How often an endpoint was called since the start or the last {@link #forgetCalls}. */
    public int calls(String endpoint) {
        return platform.api.calls().getOrDefault(endpoint, 0);
    }

    public Map<String, Integer> calls() {
        return platform.api.calls();
    }

    public void forgetCalls() {
        platform.api.forgetCalls();
    }

    /** The menu that the account published, as JSON, or null. */
    public @Nullable String menu() {
        var menu = platform.menus.published();
        return menu == null ? null : menu.toString();
    }
}
