package cn.estation.wechat.callback;

import cn.estation.wechat.IncomingMessage;
import cn.estation.wechat.MessageAnswerer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** Answers {@code 测试：…} as a test wishes, and leaves every other message to whoever answers in earnest. */
@Component
@Primary
public class SlowAnswers implements MessageAnswerer {

    /** How often each test message was answered. */
    final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

    private final ObjectProvider<MessageAnswerer> others;

    SlowAnswers(ObjectProvider<MessageAnswerer> others) {
        this.others = others;
    }

    int times(String text) {
        return asked.getOrDefault(text, new AtomicInteger()).get();
    }

    @Override
    public @Nullable String answer(IncomingMessage message) {
        if (!message.text().startsWith("测试：")) {
            return others.stream()
                    .filter(other -> other != this)
                    .findFirst()
                    .map(other -> other.answer(message))
                    .orElse(null);
        }
        asked.computeIfAbsent(message.text(), unused -> new AtomicInteger()).incrementAndGet();
        if (message.text().startsWith("测试：慢")) {
            pause();
        }
        if (message.text().startsWith("测试：坏")) {
            throw new IllegalStateException("broken on purpose");
        }
        return "答复" + message.text();
    }

    private static void pause() {
        try {
            Thread.sleep(2500);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
