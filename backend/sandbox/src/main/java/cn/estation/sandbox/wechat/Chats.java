package cn.estation.sandbox.wechat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every person's bubbles, oldest first. The last 500 of each are kept. */
final class Chats {

    private static final int KEPT = 500;

    private final Clock clock;
    private final Changes changes;
    private final List<Message> messages = new ArrayList<>();
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
            messages.add(message);
            trim(person);
        }
        changes.announce();
        return message;
    }

    synchronized List<Message> of(Person person) {
        return messages.stream()
                .filter(message -> message.personId().equals(person.id()))
                .toList();
    }

    synchronized List<Message> all() {
        return List.copyOf(messages);
    }

    void clear(Person person) {
        synchronized (this) {
            messages.removeIf(message -> message.personId().equals(person.id()));
        }
        changes.announce();
    }

    synchronized void restore(List<Message> earlier) {
        messages.addAll(0, earlier);
        last = messages.stream().mapToLong(Message::id).max().orElse(0);
    }

    private void trim(Person person) {
        if (of(person).size() > KEPT) {
            messages.remove(of(person).getFirst());
        }
    }
}
