package cn.estation.guide.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Search on the demonstration guides, asked as residents ask. */
class SearchIndexTests {

    private static final SearchIndex INDEX = new SearchIndex();

    private record Question(String text, long guide) {
        boolean answerable() {
            return guide > 0;
        }
    }

    @BeforeAll
    static void fill() {
        DemoGuides.all().forEach(INDEX::put);
        INDEX.refresh();
    }

    @AfterAll
    static void close() {
        INDEX.close();
    }

    @Test
    void knowsMoreThanThreeHundredQuestions() throws IOException {
        assertThat(questions()).hasSizeGreaterThan(300);
    }

    @Test
    void findsTheRightGuideForWhatResidentsAsk() throws IOException {
        var asked = questions().stream().filter(Question::answerable).toList();
        var missed = new ArrayList<String>();
        int third = 0;
        for (var question : asked) {
            var found = INDEX.search(question.text(), 3).stream()
                    .map(Ranked::guideId)
                    .toList();
            if (found.isEmpty() || found.getFirst() != question.guide()) {
                missed.add(question.text() + " → " + found);
            }
            third += found.contains(question.guide()) ? 1 : 0;
        }
        assertThat(asked).hasSizeGreaterThanOrEqualTo(60);
        assertThat(missed).hasSizeLessThanOrEqualTo(asked.size() / 20);
        assertThat(third).isGreaterThanOrEqualTo(asked.size() * 98 / 100);
    }

    @Test
    void isSureOnlyWhenItIsRight() throws IOException {
        int sure = 0;
        int answerable = 0;
        var wrong = new ArrayList<String>();
        var unsure = new ArrayList<String>();
        for (var question : questions()) {
            var first = INDEX.search(question.text(), 1);
            boolean confident = !first.isEmpty() && first.getFirst().confident();
            answerable += question.answerable() ? 1 : 0;
            if (confident) {
                sure++;
                if (first.getFirst().guideId() != question.guide()) {
                    wrong.add(question.text() + " → " + first.getFirst().title());
                }
            } else if (question.answerable()) {
                unsure.add(question.text());
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(sure).as("unsure of %s", unsure).isGreaterThanOrEqualTo(answerable * 6 / 10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "title:身份证 AND NOT x",
                "身份证^9999",
                "身份证~ [a TO z] {",
                "\"身份证 (((",
                "+身份证 -补领 \\",
                "*:* OR /.*/ 身份证",
                "身份证 && || !",
                "身份证'; DROP TABLE guide_item; --",
                "%身份证_%",
                "<script>身份证</script>"
            })
    void readsSyntaxAsPlainText(String text) {
        assertThat(INDEX.search(text, 3)).extracting(Ranked::guideId).contains(2L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "*", "%", "_", "???", "\u200b", "😀", "*:*", "[* TO *]", "的", "\uD83D"})
    void findsNothingWhereNothingIsAsked(String text) {
        assertThat(INDEX.search(text, 10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"火星上能种菜吗", "今天股票行情怎么样", "今天天气怎么样", "讲个笑话", "明天会下雨吗", "宇宙有多大", "红烧肉怎么做"})
    void findsNothingThatSharesOnlySingleCharacters(String text) {
        assertThat(INDEX.search(text, 3)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"狗", "补贴", "老人卡", "4050"})
    void findsWhatIsAskedInAWordOrTwo(String text) {
        assertThat(INDEX.search(text, 3)).first().matches(Ranked::likely);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "天上有几颗星星",
                "今天晚上吃什么",
                "一加一等于几",
                "公交车几点末班",
                "双色球开奖号码",
                "地铁几号线到火车站",
                "红楼梦的作者是谁",
                "推荐一部电影",
                "比特币价格",
                "淘宝退货怎么办",
                "苹果手机怎么截图",
                "蓝牙耳机连不上"
            })
    void doesNotTakeWhatOnlySharesAWordForWhatIsMeant(String text) {
        assertThat(INDEX.search(text, 3)).noneMatch(Ranked::likely);
    }

    @Test
    void takesTheRightGuideForLikely() throws IOException {
        var lost = questions().stream()
                .filter(Question::answerable)
                .filter(question -> INDEX.search(question.text(), 3).stream()
                        .anyMatch(found -> found.guideId() == question.guide()))
                .filter(question -> !INDEX.search(question.text(), 3).getFirst().likely())
                .toList();
        assertThat(lost).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"身份证补领", "身 份 证 补 领", "身份证，补领！", "請問身份证补领"})
    void readsOneThingInManyWritings(String text) {
        assertThat(INDEX.search(text, 1)).extracting(Ranked::guideId).containsExactly(2L);
    }

    @Test
    void readsFullWidthLikeHalfWidth() {
        assertThat(INDEX.search("４０５０补贴", 3)).isEqualTo(INDEX.search("4050补贴", 3));
    }

    @Test
    void readsNoMoreThanAHundredCharacters() {
        var long1 = "身份证丢了".repeat(20);
        assertThat(INDEX.search(long1 + "居住证".repeat(100_000), 3)).isEqualTo(INDEX.search(long1, 3));
    }

    @Test
    void answersATortureTextQuickly() {
        var torture = "%a".repeat(500);
        INDEX.search(torture, 10);
        assertThat(Duration.ofMillis(200)).isGreaterThan(timeOf(() -> INDEX.search(torture, 10)));
        assertThat(Duration.ofMillis(200)).isGreaterThan(timeOf(() -> INDEX.search("证办老人补贴".repeat(20), 10)));
    }

    @Test
    void forgetsWhatIsRemovedAndReplacesWhatChanges() {
        try (var index = new SearchIndex()) {
            index.put(new IndexedGuide(7, 70, "居住证办理", List.of("暂住证"), "说明"));
            index.refresh();
            index.put(new IndexedGuide(7, 71, "居住证申领", List.of(), "说明"));
            assertThat(index.search("暂住证", 5)).extracting(Ranked::versionId).containsExactly(70L);

            index.refresh();
            assertThat(index.search("居住证", 5)).extracting(Ranked::versionId).containsExactly(71L);

            index.remove(7);
            index.refresh();
            assertThat(index.search("居住证", 5)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"shenfenzheng,2", "sfz,2", "sfz丢了,2", "身分证丢了,2", "居主证,1", "居任证,1", "老年正,11", "ＪＵＺＨＵＺＨＥＮＧ,1"})
    void readsPinyinInitialsAndMistypedCharacters(String text, long guide) {
        assertThat(INDEX.search(text, 1)).extracting(Ranked::guideId).containsExactly(guide);
    }

    @ParameterizedTest
    @CsvSource({
        "办sfz,2",
        "sfz怎么办,2",
        "bsfz,2",
        "blsfz,2",
        "bbsfz,2",
        "sfzds,2",
        "sfzzmb,2",
        "zmbsfz,2",
        "想办个sfz,2",
        "办shenfenzheng,2",
        "banshenfenzheng,2",
        "办一下身份证,2",
        "办jzz,1",
        "办sbk,7",
        "bhkb,28"
    })
    void readsInitialsAndPinyinBetweenWhatPeopleSayAroundThem(String text, long guide) {
        assertThat(INDEX.search(text, 1)).extracting(Ranked::guideId).containsExactly(guide);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xyzwq", "bxyzwq", "zmbxyzwq", "bbbbbbbb"})
    void findsNothingInLettersThatAbbreviateNothing(String text) {
        assertThat(INDEX.search(text, 3)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"身份,2", "sfz,2", "shenfen,2", "laonianz,11", "狗,19"})
    void suggestsWhileSomebodyTypes(String typed, long guide) {
        assertThat(INDEX.suggest(typed, 5, Outlook.ANYBODY))
                .extracting(Suggestion::guideId)
                .contains(guide);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "%", "\n", "😀", "zzzzzzzz"})
    void suggestsNothingWhereNothingFits(String typed) {
        assertThat(INDEX.suggest(typed, 5, Outlook.ANYBODY)).isEmpty();
    }

    @Test
    void showsOnlyGuidesOfThePlaceAndPutsTheNearestFirst() {
        try (var index = new SearchIndex()) {
            index.put(local(1, 10));
            index.put(local(2, 100));
            index.put(local(3, 200));
            index.refresh();
            var here = new Outlook(Map.of(10L, 1.0, 100L, 1.06), Map.of(), Set.of());

            assertThat(index.search("活动室", 5, here, Synonymy.general()))
                    .extracting(Ranked::guideId)
                    .containsExactly(2L, 1L);
            assertThat(index.search("活动室", 5)).hasSize(3);
        }
    }

    @Test
    void whatIsOftenAskedForComesFirstAndWhatIsInDoubtLast() {
        try (var index = new SearchIndex()) {
            index.put(local(1, 0));
            index.put(local(2, 0));
            index.put(local(3, 0));
            index.refresh();
            var outlook = new Outlook(Map.of(), Map.of(3L, 500), Set.of(1L));

            assertThat(index.search("活动室", 5, outlook, Synonymy.general()))
                    .extracting(Ranked::guideId)
                    .containsExactly(3L, 2L, 1L);
        }
    }

    @Test
    void findsByWordsThatStaffSayMeanTheSame() {
        var words = Synonymy.general().with(List.of(List.of("邻里中心", "活动室")));
        assertThat(INDEX.search("邻里中心", 1)).extracting(Ranked::guideId).doesNotContain(51L);

        assertThat(INDEX.search("邻里中心", 1, Outlook.ANYBODY, words))
                .extracting(Ranked::guideId)
                .containsExactly(51L);
    }

    @Test
    void isSureWhereStaffSayThatTheQuestionIsTheNameOfOneGuide() {
        var one = Synonymy.general().with(List.of(List.of("瀛洲渡筏亭", "狗证")));
        var none = Synonymy.general().with(List.of(List.of("瀛洲渡筏亭", "证明")));

        assertThat(INDEX.search("瀛洲渡筏亭怎么办", 3, Outlook.ANYBODY, one).getFirst())
                .satisfies(first -> assertThat(first.guideId()).isEqualTo(19))
                .satisfies(first -> assertThat(first.confident()).isTrue());
        assertThat(INDEX.search("瀛洲渡筏亭怎么办", 3, Outlook.ANYBODY, none)).noneMatch(Ranked::confident);
    }

    @Test
    void doesNotTakeSmallTalkAndRiddlesForAMatterOfAnOffice() throws IOException {
        var taken = lines("/guide/no-matter.txt").stream()
                .filter(text -> INDEX.search(text, 3).stream().limit(1).anyMatch(Ranked::likely))
                .toList();

        assertThat(taken)
                .doesNotContain("天上有几颗星星", "asdfgh", "你吃饭了吗", "股票什么时候涨")
                .hasSizeLessThanOrEqualTo(4);
    }

    private static IndexedGuide local(long id, long cell) {
        return new IndexedGuide(id, id, "社区活动室预约", List.of(), List.of(), List.of("说明"), cell);
    }

    private static Duration timeOf(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static List<Question> questions() throws IOException {
        var all = new ArrayList<Question>();
        for (var name : List.of("/guide/questions.tsv", "/guide/more-questions.tsv")) {
            all.addAll(questions(name));
        }
        return all;
    }

    private static List<String> lines(String name) throws IOException {
        try (var file = Objects.requireNonNull(SearchIndexTests.class.getResourceAsStream(name))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList();
        }
    }

    private static List<Question> questions(String name) throws IOException {
        try (var file = Objects.requireNonNull(SearchIndexTests.class.getResourceAsStream(name));
                var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split("\t"))
                    .map(cells -> new Question(cells[0], cells[1].equals("-") ? 0 : Long.parseLong(cells[1])))
                    .toList();
        }
    }
}
