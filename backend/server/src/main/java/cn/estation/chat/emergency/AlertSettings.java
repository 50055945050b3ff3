package cn.estation.chat.emergency;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param repeat after how long people are told again while nobody has taken a call
 * @param same within this time the same person's same emergency is one call
 */
@ConfigurationProperties("estation.chat.alerts")
record AlertSettings(
        @DefaultValue("2m") Duration repeat,
        @DefaultValue("10m") Duration same) {}
