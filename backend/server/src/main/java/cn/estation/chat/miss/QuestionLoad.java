package cn.estation.chat.miss;

import cn.estation.chat.talk.Persons;
import cn.estation.chat.talk.Redaction;
import cn.estation.identity.Residents;
import cn.estation.kernel.DistrictPart;
import cn.estation.kernel.Ids;
import cn.estation.wechat.WechatApp;
import java.time.Clock;
import java.time.Duration;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Loads questions that the bot could not answer from {@code questions.json}: for a demonstration only. */
@Component
class QuestionLoad implements DistrictPart {

    private final Questions questions;
    private final QuestionMapper rows;
    private final Persons persons;
    private final Residents residents;
    private final Ids ids;
    private final Clock clock;
    private final boolean sandbox;

    QuestionLoad(
            Questions questions,
            QuestionMapper rows,
            Persons persons,
            Residents residents,
            Ids ids,
            Clock clock,
            Environment environment) {
        this.questions = questions;
        this.rows = rows;
        this.persons = persons;
        this.residents = residents;
        this.ids = ids;
        this.clock = clock;
        this.sandbox = DistrictPart.mayDemonstrate(environment);
    }

    @Override
    public String name() {
        return "questions";
    }

    @Override
    public int order() {
        return 72;
    }

    @Override
    public void load(JsonNode content) {
        if (!sandbox) {
            throw new IllegalStateException("questions.json 是演示数据，只能在 sandbox 环境导入");
        }
        content.path("questions").forEach(this::ask);
    }

    private void ask(JsonNode asked) {
        long resident = residents
                .residentOf(WechatApp.MINI_PROGRAM, asked.path("openid").asString())
                .orElseThrow(() -> new IllegalStateException("questions.json names an unknown resident"));
        var person = persons.of(resident);
        var text = Redaction.redacted(Redaction.normalized(asked.path("text").asString()));
        if (rows.hasAsked(person, questions.index(text))) {
            return;
        }
        questions.record(
                ids.next(),
                person,
                resident,
                residents.communityOf(resident).orElse(0L),
                text,
                new Questions.Answered(Outcome.MISS, null, null, null),
                clock.instant().minus(Duration.ofHours(asked.path("hoursAgo").asInt())));
    }
}
