package cn.estation.wechat;

import cn.estation.kernel.Actor;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What the official account says to whoever follows it, where somebody wrote it. */
@Service
public class Greeting {

    static final int LONGEST = 500;

    /** Who wrote it last, and when. */
    public record Written(String content, String changedBy, Instant changedAt) {}

    private final GreetingMapper greetings;
    private final Clock clock;

    Greeting(GreetingMapper greetings, Clock clock) {
        this.greetings = greetings;
        this.clock = clock;
    }

    /** Empty if the built-in one holds. */
    public Optional<Written> written() {
        return Optional.ofNullable(greetings.find());
    }

    /**
     * Changes it.
     *
     * @throws BadInput if it is empty, longer than 500 characters or not text
     */
    public void change(Actor by, String typed) {
        var text = typed.replace("\r\n", "\n").strip();
        int length = text.codePointCount(0, text.length());
        if (length < 4 || length > LONGEST || !CleanText.isClean(text)) {
            throw new BadInput("问候语请写 4 到 500 个字，不要有特殊字符。");
        }
        greetings.put(text, by.actorKey(), clock.instant());
    }

    @Mapper
    interface GreetingMapper {

        @Select("SELECT content, changed_by, changed_at FROM wechat_greeting WHERE id = 1")
        @Nullable Written find();

        @Insert("""
                INSERT INTO wechat_greeting (id, content, changed_by, changed_at) VALUES (1, #{text}, #{by}, #{now})
                ON DUPLICATE KEY UPDATE content = VALUES(content), changed_by = VALUES(changed_by),
                    changed_at = VALUES(changed_at)""")
        void put(String text, String by, Instant now);
    }
}
