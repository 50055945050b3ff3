package cn.estation.chat.talk;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param perMinute how many messages one person may send in a minute
 * @param emergencies what must not wait for a machine, first match first
 */
@ConfigurationProperties("estation.chat")
public record ChatSettings(
        @DefaultValue("30") int perMinute, @DefaultValue List<Emergency> emergencies) {

    public record Emergency(List<String> words, String sentence) {}
}
