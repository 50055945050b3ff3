package cn.estation.sandbox.wechat;

import java.util.List;
import java.util.Map;

/** All parts of the stand-in, wired. */
final class Platform {

    final StandInSettings settings;
    final Changes changes = new Changes();
    final Faults faults = new Faults();
    final Quotas quotas;
    final Tokens tokens;
    final Api api;
    final Persons persons;
    final Chats chats;
    final SendWindows windows;
    final MiniProgram miniProgram;
    final Menus menus;
    final QrCodes qrCodes;
    final Events events;
    final Callbacks callbacks;
    final Phone phone;
    final Pages pages = new Pages();
    final Templates templates = new Templates();
    final Consents consents = new Consents(changes);
    final MiniProgramCodes miniProgramCodes = new MiniProgramCodes(pages, changes);

    Platform(StandInSettings settings) {
        this.settings = settings;
        var clock = settings.clock();
        var mp = settings.credentials(Account.OFFICIAL_ACCOUNT);
        var ma = settings.credentials(Account.MINI_PROGRAM);
        quotas = new Quotas(clock);
        tokens = new Tokens(clock, List.of(mp, ma), changes);
        api = new Api(clock, tokens, faults, quotas, mp);
        persons = new Persons(clock);
        chats = new Chats(clock, changes);
        windows = new SendWindows(clock);
        miniProgram = new MiniProgram(clock, tokens, persons, quotas);
        menus = new Menus(ma.appId(), changes);
        qrCodes = new QrCodes(clock, changes);
        events = new Events(settings);
        callbacks = new Callbacks(settings);
        phone = new Phone(persons, chats, windows, qrCodes, menus, events, callbacks);
        tokens.register(api);
        miniProgram.register(api);
        new CustomerMessages(persons, windows, chats).register(api);
        menus.register(api);
        qrCodes.register(api);
        miniProgramCodes.register(api);
        new Users(persons, miniProgram).register(api);
        var words = new Words();
        new ContentCheck(persons, words, new PictureCheck(events, callbacks)).register(api);
        new SubscriptionMessages(persons, templates, pages, consents, words, chats, this::tellSent).register(api);
        api.post("/cgi-bin/clear_quota", Api.Token.EITHER, Quotas.NO_LIMIT, Quotas.NO_LIMIT, this::clearQuota);
    }

    private Answer clearQuota(Call call, Credentials caller) {
        if (!caller.appId().equals(Json.field(call.json(), "appid"))) {
            throw new PlatformError(40013, "invalid appid");
        }
        quotas.clear(caller.appId());
        return Answer.ok();
    }

    /** A little later, and not in the way of the sender. */
    private void tellSent(Person person, Map<String, String> entry) {
        var options = PushOptions.genuine();
        var event = events.subscription(person, "subscribe_msg_sent_event", List.of(entry), options);
        Thread.startVirtualThread(() -> callbacks.push(Account.MINI_PROGRAM, person.maOpenId(), event, options));
    }
}
