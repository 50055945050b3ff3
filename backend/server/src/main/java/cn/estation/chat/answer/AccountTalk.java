package cn.estation.chat.answer;

import cn.estation.chat.AccountAnswer;
import cn.estation.chat.talk.Question;
import cn.estation.chat.talk.Reply;
import cn.estation.chat.talk.Step;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Questions about one's own account, answered to that person only, by the modules that keep it. */
@Component
@Order(30)
class AccountTalk implements Step {

    private static final String POINTS = "我有多少积分";
    private static final Pattern MINE = Pattern.compile(
            ".*我(的|有|现在|还|能|还有)?.{0,6}(积分(?!落户|入户|入学)|兑换分|考评分|兑换码|志愿时长).*|.*我(的|有|还有|认领|领|报名)(了|什么|哪些|几个|过)?.{0,4}(任务|诉求|预约|候补|兑换|报到).*|.*我(兑换|预约)了.*|积分(余额|查询|多少).*|.*[0-9]+ ?(积)?分(是)?(怎么|从哪|哪)来.*");
    private static final String SIGN_IN = "这要先知道您是谁。请打开“党群E站”小程序登录一次，公众号会自动认得您，再来问我就行。";

    private final List<AccountAnswer> answers;

    AccountTalk(List<AccountAnswer> answers) {
        this.answers = answers;
    }

    @Override
    public Optional<Reply> answer(Question question) {
        var text = question.isMenu("POINTS") ? POINTS : question.text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var residentId = question.residentId();
        if (residentId == null) {
            return MINE.matcher(text).matches() ? Optional.of(Reply.of(Reply.Kind.ACCOUNT, SIGN_IN)) : Optional.empty();
        }
        return answers.stream()
                .flatMap(account -> account.answer(residentId, text).stream())
                .findFirst()
                .map(sentence -> Reply.of(Reply.Kind.ACCOUNT, sentence));
    }
}
