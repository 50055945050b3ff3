package cn.estation.sandbox.wechat;

import java.util.HashMap;
import java.util.Map;

/** One-time consents (一次性订阅): each tap on 允许 is one message of that template, without an end. */
final class Consents {

    private final Changes changes;
    private final Map<String, Map<String, Integer>> left = new HashMap<>();

    Consents(Changes changes) {
        this.changes = changes;
    }

    void grant(Person person, String templateId, int messages) {
        synchronized (this) {
            of(person.id()).merge(templateId, messages, Integer::sum);
        }
        changes.announce();
    }

    void refuse(Person person, String templateId) {
        synchronized (this) {
            of(person.id()).remove(templateId);
        }
        changes.announce();
    }

    void forget(Person person) {
        synchronized (this) {
            left.remove(person.id());
        }
        changes.announce();
    }

    /** @throws PlatformError 43101 if the person never consented, refused, or the consents are used up */
    synchronized void use(Person person, String templateId) {
        if (left(person, templateId) == 0) {
            throw new PlatformError(43101, "user refuse to accept the msg");
        }
        of(person.id()).merge(templateId, -1, Integer::sum);
    }

    synchronized int left(Person person, String templateId) {
        return of(person.id()).getOrDefault(templateId, 0);
    }

    synchronized Map<String, Map<String, Integer>> all() {
        var copy = new HashMap<String, Map<String, Integer>>();
        left.forEach((person, consents) -> copy.put(person, Map.copyOf(consents)));
        return copy;
    }

    synchronized void restore(Map<String, Map<String, Integer>> earlier) {
        earlier.forEach((person, consents) -> of(person).putAll(consents));
    }

    private Map<String, Integer> of(String person) {
        return left.computeIfAbsent(person, id -> new HashMap<>());
    }
}
