package cn.estation.chat.talk;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param perMinute how many messages one person may send in a minute
 * @param allowedHosts besides our own, the hosts that an answer may link to, for example {@code www.gov.cn}
 */
@ConfigurationProperties("estation.chat")
public record ChatSettings(
        @DefaultValue("30") int perMinute, @DefaultValue List<String> allowedHosts) {}
