package cn.estation.guide.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.estation.guide.Circumstance;
import cn.estation.guide.Circumstance.Effect;
import cn.estation.guide.Circumstance.Option;
import cn.estation.guide.GuideFixture;
import cn.estation.guide.content.Document;
import cn.estation.guide.content.GuideContent;
import cn.estation.kernel.BadInput;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WalkTests {

    private final GuideContent guide = GuideFixture.content("高龄津贴");

    @Test
    void asksTheFirstQuestionFirst() {
        assertThat(open(walk(Map.of())).id()).isEqualTo("who");
    }

    @Test
    void asksWhatTheAnswerLeadsTo() {
        assertThat(open(walk(Map.of("who", "agent"))).id()).isEqualTo("why");
    }

    @Test
    void endsWhereAnOptionLeadsNowhere() {
        var walk = walk(Map.of("who", "self"));
        assertThat(walk.open()).isNull();
        assertThat(walk.answered()).containsExactly(Map.entry("who", "self"));
    }

    @Test
    void forgetsWhatWasAnsweredBesideTheWay() {
        assertThat(walk(Map.of("who", "self", "why", "ill")).answered()).containsOnlyKeys("who");
    }

    @Test
    void keepsTheAnswersInTheOrderTheyWereAsked() {
        assertThat(walk(Map.of("why", "ill", "who", "agent")).answered().keySet())
                .containsExactly("who", "why");
    }

    @Test
    void refusesAnAnswerTheGuideDoesNotHave() {
        assertThatThrownBy(() -> walk(Map.of("who", "nobody"))).isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> walk(Map.of("what", "self"))).isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> walk(Map.of("who", "self", "why", "bored"))).isInstanceOf(BadInput.class);
    }

    @Test
    void aGuideWithoutQuestionsIsAtItsEndAtOnce() {
        assertThat(Walk.through(List.of(), Map.of()).open()).isNull();
        assertThatThrownBy(() -> Walk.through(List.of(), Map.of("who", "self"))).isInstanceOf(BadInput.class);
    }

    @Test
    void doesNotWalkInACircle() {
        var one = new Circumstance("one", "一？", List.of(new Option("yes", "是", "two", List.of())));
        var two = new Circumstance("two", "二？", List.of(new Option("yes", "是", "one", List.of())));
        assertThat(Walk.through(List.of(one, two), Map.of("one", "yes", "two", "yes"))
                        .open())
                .isNull();
    }

    @Test
    void anAnswerAddsADocumentInTheOrderOfTheGuide() {
        assertThat(names(fitted(Map.of("who", "self")))).containsExactly("身份证");
        assertThat(names(fitted(Map.of("who", "agent", "why", "away")))).containsExactly("身份证", "代办人身份证");
    }

    @Test
    void anAnswerChangesThePlaceAndSaysThatItDid() {
        var atHome = fitted(Map.of("who", "agent", "why", "ill"));
        assertThat(atHome.place()).isEqualTo("可以上门办");
        assertThat(atHome.placeChosen()).isTrue();
        var there = fitted(Map.of("who", "self"));
        assertThat(there.place()).isEqualTo("测试路1号一楼");
        assertThat(there.placeChosen()).isFalse();
    }

    @Test
    void anAnswerDropsADocumentAndChangesFeeAndTime() {
        var option = new Option(
                "again",
                "补办",
                null,
                List.of(
                        new Effect(Effect.Kind.DROP_DOCUMENT, "id-card", ""),
                        new Effect(Effect.Kind.FEE, "", "10元"),
                        new Effect(Effect.Kind.FEE, "", "20元"),
                        new Effect(Effect.Kind.TIME, "", "只在周三上午")));
        var fitted = Fitted.of(guide, List.of(option));
        assertThat(fitted.documents()).isEmpty();
        assertThat(fitted.fee()).as("the last answer holds").isEqualTo("20元");
        assertThat(fitted.hours()).isEqualTo("只在周三上午");
    }

    @Test
    void withoutAnAnswerTheGuidesOwnWordsHold() {
        var fitted = Fitted.of(guide, List.of());
        assertThat(fitted.fee()).isEqualTo("不收费");
        assertThat(fitted.hours()).startsWith("周一至周五");
    }

    private Walk walk(Map<String, String> answers) {
        return Walk.through(guide.circumstances(), answers);
    }

    private Fitted fitted(Map<String, String> answers) {
        return Fitted.of(guide, walk(answers).chosen());
    }

    private static List<String> names(Fitted fitted) {
        return fitted.documents().stream().map(Document::name).toList();
    }

    private static Circumstance open(Walk walk) {
        @Nullable Circumstance open = walk.open();
        return Objects.requireNonNull(open);
    }
}
