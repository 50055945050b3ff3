package cn.estation.chat.answer;

import cn.estation.chat.talk.Question;
import cn.estation.chat.talk.Reply;
import cn.estation.chat.talk.Step;
import cn.estation.wechat.Greeting;
import cn.estation.wechat.IncomingMessage.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Greetings, thanks, the menu, and what a bot that only reads cannot read. */
@Component
@Order(40)
class SmallTalk implements Step {

    static final String GREETING = """
            您好，我是党群E站的机器人，可以告诉您办事要带什么、到哪里办。
            回复“我要办”“到哪办”“预约办”，或直接说您要办的事，比如“居住证怎么办”。
            想找人，回复“转人工”；想反映问题，回复“投诉建议”。急事请拨打 110、119、120，社区事务可拨打 12345。""";

    private static final String HOW_TO_GO_ON =
            "回复“我要办”“到哪办”“预约办”，或直接说您要办的事。想反映问题，回复“投诉建议”。急事请拨打 110、119、120，社区事务可拨打 12345。";

    private static final String CANNOT_READ = "我暂时只看得懂文字。请把要办的事打几个字发给我，比如“居住证怎么办”。";
    private static final String ASK = "您要办什么事？直接说就行，比如“居住证怎么办”“孩子上小学要什么材料”。";
    private static final String WHERE = "请告诉我您要办什么事，我说给您到哪里办。比如“居住证在哪办”。";
    private static final String BOOK = "请告诉我您要办什么事，我告诉您到哪个窗口、最早能约哪天。约时间在小程序里办；不方便的话，打窗口的电话也行。";
    private static final String THANKS = "不客气，很高兴能帮上忙。还有别的事，随时问我。";
    private static final String WHO = "我是机器人，回答都来自社区发布的办事指南，不知道的会直说。想找工作人员，请回复“转人工”，或拨打 12345。";

    /** The three things the greeting offers, said instead of tapped in the menu. */
    private static final Map<String, String> WISHES = Map.of("我要办", ASK, "到哪办", WHERE, "预约办", BOOK);

    private static final String END = "[啊呀吗呢吧了哦!。,~? ]*";
    private static final Pattern HELLO =
            Pattern.compile("(?i)(你好|您好|hi|hello|嗨|在|在吗|有人|早上好|上午好|中午好|下午好|晚上好|早|开始|帮助|使用帮助|怎么用|help)" + END);
    private static final Pattern THANK = Pattern.compile("(?i)(多?谢谢?(您|你|啦)?|感谢|辛苦了?|好的?|知道|明白|ok|收到|再见|拜拜)" + END);
    private static final Pattern ASKS_WHO = Pattern.compile("(你|您)(是谁|是什么|叫什么|是人|是机器人|是真人|是不是(真?人|机器人))" + END);

    private final Greeting greeting;

    SmallTalk(Greeting greeting) {
        this.greeting = greeting;
    }

    @Override
    public Optional<Reply> answer(Question question) {
        return Optional.ofNullable(sentence(question)).map(text -> Reply.of(Reply.Kind.TALK, text));
    }

    /** What somebody wrote for followers, with how to go on; otherwise our own. */
    private String greeting() {
        return greeting.written()
                .map(own -> own.content() + "\n" + HOW_TO_GO_ON)
                .orElse(GREETING);
    }

    private @org.jspecify.annotations.Nullable String sentence(Question question) {
        if (question.kind() == Kind.MENU_CLICK) {
            return switch (question.key()) {
                case "WHERE" -> WHERE;
                case "BOOK" -> BOOK;
                default -> GREETING;
            };
        }
        if (question.kind() == Kind.FOLLOW || question.kind() == Kind.SCAN) {
            return greeting();
        }
        if (question.text().isEmpty()) {
            return CANNOT_READ;
        }
        return ofText(question.text());
    }

    private static @org.jspecify.annotations.Nullable String ofText(String text) {
        var wish = WISHES.get(text);
        if (wish != null) {
            return wish;
        }
        if (HELLO.matcher(text).matches()) {
            return GREETING;
        }
        if (ASKS_WHO.matcher(text).matches()) {
            return WHO;
        }
        return THANK.matcher(text).matches() ? THANKS : null;
    }
}
