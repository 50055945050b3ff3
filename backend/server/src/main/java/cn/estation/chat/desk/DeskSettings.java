package cn.estation.chat.desk;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param hours when somebody sits at the desk on working days, in China's time
 * @param idle after so long without a word a conversation ends; who still waits for an answer goes back into the queue
 * @param patience after so long in the queue the person is told that it goes on
 */
@ConfigurationProperties("estation.chat.desk")
record DeskSettings(
        @DefaultValue("09:00-12:00,13:30-17:30") String hours,
        @DefaultValue("15m") Duration idle,
        @DefaultValue("10m") Duration patience) {}
