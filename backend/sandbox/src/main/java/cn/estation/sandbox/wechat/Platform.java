package cn.estation.sandbox.wechat;

import java.util.List;

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

    Platform(StandInSettings settings) {
        this.settings = settings;
        var clock = settings.clock();
        var mp = settings.credentials(Account.OFFICIAL_ACCOUNT);
        var ma = settings.credentials(Account.MINI_PROGRAM);
        quotas = new Quotas(clock);
        tokens = new Tokens(clock, List.of(mp, ma));
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
    }
}
