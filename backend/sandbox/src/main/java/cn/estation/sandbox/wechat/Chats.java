package cn.estation.sandbox.wechat;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every person's bubbles, oldest first. The last 500 of each are kept. */
final class Chats {

    private static final int KEPT = 500;

    private final Clock clock;
    private final Changes changes;
    private final Map<String, Deque<Message>> chats = new HashMap<>();
    private long last;

    Chats(Clock clock, Changes changes) {
        this.clock = clock;
        this.changes = changes;
    }

    Message add(Person person, Message.Kind kind, String type, String content) {
        return add(person, kind, type, content, Map.of(), "");
    }

    Message add(
            Person person, Message.Kind kind, String type, String content, Map<String, String> fields, String link) {
        Message message;
        synchronized (this) {
            message = new Message(++last, person.id(), kind, clock.instant(), type, content, fields, link);
            keep(message);
        }
        changes.announce();
        return message;
    }

    synchronized List<Message> of(Person person) {
        return List.copyOf(chats.getOrDefault(person.id(), new ArrayDeque<>()));
    }

    synchronized List<Message> all() {
        return chats.values().stream()
                .flatMap(Deque::stream)
                .sorted(Comparator.comparingLong(Message::id))
                .toList();
    }

    void clear(Person person) {
        synchronized (this) {
            chats.remove(person.id());
        }
        changes.announce();
    }

    synchronized void restore(List<Message> earlier) {
        earlier.forEach(this::keep);
        last = earlier.stream().mapToLong(Message::id).max().orElse(0);
    }

    private void keep(Message message) {
        var chat = chats.computeIfAbsent(message.personId(), id -> new ArrayDeque<>());
        chat.add(message);
        if (chat.size() > KEPT) {
            chat.removeFirst();
        }
    }
}
