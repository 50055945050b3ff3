package cn.estation.sandbox.wechat;

import java.util.List;
import java.util.Map;

/** What people do with the official account on their phones: each act opens its window, is pushed, and the answer is shown. */
final class Phone {

    static final String OUT_OF_ORDER = "该公众号提供的服务出现故障，请稍后再试";

    /** What the platform passes on, as a text, for what it does not: stickers that move, red packets, calls. */
    static final String NOT_PASSED_ON = "【收到不支持的消息类型，暂无法显示】";

    private static final Map<String, String> MEDIA = Map.of("image", "图片", "video", "视频", "voice", "语音", "link", "链接");

    private final Persons persons;
    private final Chats chats;
    private final SendWindows windows;
    private final QrCodes codes;
    private final Menus menus;
    private final Events events;
    private final Callbacks callbacks;

    Phone(
            Persons persons,
            Chats chats,
            SendWindows windows,
            QrCodes codes,
            Menus menus,
            Events events,
            Callbacks callbacks) {
        this.persons = persons;
        this.chats = chats;
        this.windows = windows;
        this.codes = codes;
        this.menus = menus;
        this.events = events;
        this.callbacks = callbacks;
    }

    Delivery follow(Person person, String scene) {
        if (persons.follows(person)) {
            throw new Unable(person.name() + "已经关注了公众号");
        }
        persons.follow(person, scene);
        windows.open(person, SendWindows.Act.FOLLOW);
        chats.add(person, Message.Kind.OWN, "event", scene.isEmpty() ? "关注了公众号" : "扫码关注了公众号（" + scene + "）");
        var ticket = scene.isEmpty() ? "" : ticket(scene);
        Map<String, String> more =
                scene.isEmpty() ? Map.of("EventKey", "") : Map.of("EventKey", "qrscene_" + scene, "Ticket", ticket);
        return push(person, events.event(person, "subscribe", more, PushOptions.genuine()), PushOptions.genuine());
    }

    Delivery unfollow(Person person) {
        requireFollowing(person);
        persons.unfollow(person);
        windows.close(person);
        chats.add(person, Message.Kind.OWN, "event", "取消了关注");
        var message = events.event(person, "unsubscribe", Map.of("EventKey", ""), PushOptions.genuine());
        return callbacks.push(Account.OFFICIAL_ACCOUNT, person.mpOpenId(), message, PushOptions.genuine());
    }

    Delivery text(Person person, String text, String menuId, PushOptions options) {
        requireFollowing(person);
        if (text.isBlank()) {
            throw new Unable("消息是空的");
        }
        windows.open(person, SendWindows.Act.MESSAGE);
        chats.add(person, Message.Kind.OWN, "text", text);
        return push(person, events.text(person, text, menuId, options), options);
    }

    Delivery media(Person person, String type) {
        requireFollowing(person);
        windows.open(person, SendWindows.Act.MESSAGE);
        chats.add(person, Message.Kind.OWN, type, "[" + MEDIA.getOrDefault(type, type) + "]");
        return push(person, events.media(person, type, PushOptions.genuine()), PushOptions.genuine());
    }

    Delivery sticker(Person person) {
        requireFollowing(person);
        windows.open(person, SendWindows.Act.MESSAGE);
        chats.add(person, Message.Kind.OWN, "sticker", "[动画表情]");
        return push(person, events.text(person, NOT_PASSED_ON, "", PushOptions.genuine()), PushOptions.genuine());
    }

    Delivery location(Person person, double latitude, double longitude, String label) {
        requireFollowing(person);
        windows.open(person, SendWindows.Act.MESSAGE);
        chats.add(person, Message.Kind.OWN, "location", "[位置] " + label);
        var options = PushOptions.genuine();
        return push(person, events.location(person, latitude, longitude, label, options), options);
    }

    Delivery voice(Person person, String recognised) {
        requireFollowing(person);
        windows.open(person, SendWindows.Act.MESSAGE);
        chats.add(person, Message.Kind.OWN, "voice", recognised.isEmpty() ? "[语音]" : "[语音] " + recognised);
        return push(person, events.voice(person, recognised, PushOptions.genuine()), PushOptions.genuine());
    }

    /** Taps a button by its key, its address or its page. A key that no published button has is pushed as a click all the same. */
    Delivery tap(Person person, String key) {
        requireFollowing(person);
        var button = menus.button(key);
        chats.add(person, Message.Kind.OWN, "event", "点了菜单“" + button.name() + "”");
        var message = events.event(person, button.event(), button.more(), PushOptions.genuine());
        if (button.event().equals("CLICK")) {
            windows.open(person, SendWindows.Act.CLICK);
            return push(person, message, PushOptions.genuine());
        }
        // The phone opens the page; the platform tells the account and ignores what it answers.
        return callbacks.push(Account.OFFICIAL_ACCOUNT, person.mpOpenId(), message, PushOptions.genuine());
    }

    Delivery scan(Person person, String code) {
        if (codes.isOver(code)) {
            throw new Unable("这个二维码已过期");
        }
        var scene = codes.find(code).map(QrCodes.Ticket::scene).orElse(code);
        if (!persons.follows(person)) {
            return follow(person, scene);
        }
        windows.open(person, SendWindows.Act.SCAN);
        chats.add(person, Message.Kind.OWN, "event", "扫了码（" + scene + "）");
        var more = Map.of("EventKey", scene, "Ticket", ticket(scene));
        return push(person, events.event(person, "SCAN", more, PushOptions.genuine()), PushOptions.genuine());
    }

    /** Pushes a message of this person and shows what comes back on their phone. */
    Delivery push(Person person, String message, PushOptions options) {
        return show(person, callbacks.push(Account.OFFICIAL_ACCOUNT, person.mpOpenId(), message, options));
    }

    Delivery show(Person person, Delivery delivery) {
        switch (delivery.outcome()) {
            case REPLIED ->
                chats.add(
                        person,
                        Message.Kind.PASSIVE,
                        "text",
                        delivery.replyText().isEmpty() ? "[不是文字的回复]" : delivery.replyText());
            case FAILED -> chats.add(person, Message.Kind.PLATFORM, "text", OUT_OF_ORDER);
            case ACKNOWLEDGED -> {}
        }
        return delivery;
    }

    List<Message> received(Person person) {
        return chats.of(person).stream().filter(Message::received).toList();
    }

    private String ticket(String scene) {
        return codes.find(scene).map(QrCodes.Ticket::ticket).orElseGet(() -> "gQ" + Codes.random(92));
    }

    private void requireFollowing(Person person) {
        if (!persons.follows(person)) {
            throw new Unable(person.name() + "还没有关注公众号");
        }
    }
}
