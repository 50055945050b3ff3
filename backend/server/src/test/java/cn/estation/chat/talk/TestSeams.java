package cn.estation.chat.talk;

import cn.estation.chat.AccountAnswer;
import cn.estation.chat.FeedbackIntake;
import cn.estation.wechat.WechatApp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** What tests plug into the chat's seams. Whatever is not marked 测试 goes to the modules that mean it. */
@Configuration(proxyBeanMethods = false)
class TestSeams {

    @Bean
    AccountAnswer testAccount() {
        return (residentId, question) ->
                question.equals("测试我的账户") ? Optional.of("您是居民 " + residentId) : Optional.empty();
    }

    @Component
    @Primary
    static class TestIntake implements FeedbackIntake {

        final Map<String, List<String>> taken = new ConcurrentHashMap<>();
        private final ObjectProvider<FeedbackIntake> others;

        TestIntake(ObjectProvider<FeedbackIntake> others) {
            this.others = others;
        }

        List<String> from(String openid) {
            return taken.getOrDefault(openid, List.of());
        }

        @Override
        public String accept(@Nullable Long residentId, WechatApp app, String openid, String text) {
            if (!text.contains("测试")) {
                return others.stream()
                        .filter(other -> other != this)
                        .findFirst()
                        .map(other -> other.accept(residentId, app, openid, text))
                        .orElse("");
            }
            taken.computeIfAbsent(openid, unused -> new CopyOnWriteArrayList<>())
                    .add(text);
            return "已收到。";
        }
    }
}
