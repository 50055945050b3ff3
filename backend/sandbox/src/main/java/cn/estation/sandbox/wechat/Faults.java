package cn.estation.sandbox.wechat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Faults waiting for their call, by endpoint path; {@code *} stands for every endpoint. First ordered, first served. */
final class Faults {

    static final String EVERYWHERE = "*";

    private final Map<String, Deque<Pending>> pending = new HashMap<>();

    synchronized void order(String endpoint, Fault fault, int times) {
        pending.computeIfAbsent(endpoint, path -> new ArrayDeque<>()).add(new Pending(fault, times));
    }

    synchronized void clear() {
        pending.clear();
    }

    synchronized @Nullable Fault take(String endpoint) {
        var fault = next(endpoint);
        return fault == null ? next(EVERYWHERE) : fault;
    }

    private @Nullable Fault next(String endpoint) {
        var queue = pending.get(endpoint);
        var head = queue == null ? null : queue.poll();
        if (queue == null || head == null) {
            return null;
        }
        if (head.times() > 1) {
            queue.addFirst(new Pending(head.fault(), head.times() - 1));
        }
        return head.fault();
    }

    private record Pending(Fault fault, int times) {}
}
