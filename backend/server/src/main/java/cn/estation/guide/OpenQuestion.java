package cn.estation.guide;

import cn.estation.kernel.Refusal;
import org.springframework.http.HttpStatus;

/** A card was asked for before the questions were answered. */
public final class OpenQuestion extends Refusal {
    public OpenQuestion(Circumstance question) {
        super(HttpStatus.CONFLICT, "question-open", "还有一个问题没有回答：" + question.question());
    }
}
