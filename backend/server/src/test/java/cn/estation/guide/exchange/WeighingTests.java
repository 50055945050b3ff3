package cn.estation.guide.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.guide.GuideFixture;
import cn.estation.guide.content.GuideContent;
import cn.estation.guide.content.GuideJson;
import cn.estation.guide.exchange.ImportMapper.Known;
import cn.estation.guide.version.GuideStatus;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WeighingTests {

    private static final long CELL = 7;

    private final GuideContent before = GuideFixture.content("测试事项");
    private final GuideContent after = GuideJson.read(GuideFixture.json("测试事项").put("place", "新的地方"), Set.of());

    @Test
    void whatNobodyKnowsIsNew() {
        var weighed = weigh(null);
        assertThat(weighed.outcome()).isEqualTo(Outcome.NEW);
        assertThat(weighed.content()).isEqualTo(after);
    }

    @Test
    void theSameRowAgainIsTheSameWhateverStaffDidSince() {
        assertThat(weigh(draft(GuideStatus.DRAFT, 5, "row", 1)).outcome()).isEqualTo(Outcome.SAME);
        assertThat(weigh(live("row", 1)).outcome()).isEqualTo(Outcome.SAME);
    }

    @Test
    void theSameWordsAreTheSameEvenFromAnotherFile() {
        var weighed =
                Weighing.of(before, false, "row", draft(GuideStatus.DRAFT, 5, null, 0), cell -> true, () -> before);
        assertThat(weighed.outcome()).isEqualTo(Outcome.SAME);
    }

    @Test
    void aDraftAsTheImportLeftItIsUpdated() {
        assertThat(weigh(draft(GuideStatus.DRAFT, 1, "earlier", 1)).outcome()).isEqualTo(Outcome.CHANGED);
    }

    @Test
    void aDraftThatStaffSavedOrWroteIsKept() {
        assertThat(weigh(draft(GuideStatus.DRAFT, 2, "earlier", 1)).outcome()).isEqualTo(Outcome.KEPT);
        assertThat(weigh(draft(GuideStatus.DRAFT, 1, null, 0)).outcome()).isEqualTo(Outcome.KEPT);
        assertThat(weigh(draft(GuideStatus.DRAFT, 1, null, 0)).content()).isNull();
    }

    @Test
    void aVersionInReviewOrWaitingForItsDayIsKept() {
        for (var status : new GuideStatus[] {GuideStatus.REVIEW, GuideStatus.SCHEDULED}) {
            var weighed = weigh(draft(status, 1, "earlier", 1));
            assertThat(weighed.outcome()).isEqualTo(Outcome.KEPT);
            assertThat(weighed.sentence()).contains("正在审核");
        }
    }

    @Test
    void aPublishedVersionGetsANewDraftAndAWordWhereStaffChangedIt() {
        assertThat(weigh(live("earlier", 1)).sentence()).isEmpty();
        assertThat(weigh(live("earlier", 1)).outcome()).isEqualTo(Outcome.CHANGED);
        assertThat(weigh(live("earlier", 9)).sentence()).contains("由同事编写或修改过");
        assertThat(weigh(live("earlier", 9)).outcome()).isEqualTo(Outcome.CHANGED);
    }

    @Test
    void anothersGuideIsRefused() {
        var weighed = Weighing.of(after, false, "row", live("earlier", 1), cell -> cell != CELL, () -> before);
        assertThat(weighed.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(weighed.content()).isNull();
    }

    @Test
    void aRowThatKnowsOnlyPartKeepsTheRest() {
        var row = GuideFixture.json("测试事项").put("place", "新的地方").put("summary", "");
        row.set("circumstances", tools.jackson.databind.json.JsonMapper.shared().createArrayNode());
        var thin = GuideJson.read(row, Set.of());
        var weighed = Weighing.of(thin, true, "row", live("earlier", 1), cell -> true, () -> before);
        var content = java.util.Objects.requireNonNull(weighed.content());
        assertThat(content.access().place()).isEqualTo("新的地方");
        assertThat(content.about().summary()).isEqualTo(before.about().summary());
        assertThat(content.circumstances()).isEqualTo(before.circumstances());
        assertThat(content.documents()).isEqualTo(before.documents());
    }

    private Weighing weigh(@Nullable Known known) {
        return Weighing.of(after, false, "row", known, cell -> true, () -> before);
    }

    private static Known draft(GuideStatus status, int edits, @Nullable String digest, int marked) {
        return new Known(
                1,
                "T-1",
                CELL,
                10L,
                status,
                edits,
                null,
                null,
                digest,
                marked == 0 ? null : 10L,
                marked == 0 ? null : marked);
    }

    private static Known live(@Nullable String digest, int marked) {
        return new Known(1, "T-1", CELL, null, null, null, 11L, 1, digest, 11L, marked);
    }
}
