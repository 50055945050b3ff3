package cn.estation.guide;

import static cn.estation.guide.GuideFixture.published;
import static cn.estation.guide.GuideFixture.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.guide.version.Versions;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.BackgroundJob;
import cn.estation.kernel.Codes;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A group of synonyms from the first idea until it is withdrawn. */
@EstationTest
class SynonymTests {

    private static final BackgroundJob.Progress UNSEEN = new BackgroundJob.Progress() {
        @Override
        public void total(int steps) {}

        @Override
        public void done(int steps) {}
    };

    private final People people;
    private final SynonymReplay replay;
    private final Synonyms synonyms;
    private final GuideSearch search;
    private final Versions versions;
    private final Guides guides;
    private final SearchMapper rows;
    private final Grid grid;
    private final ObjectProvider<Popularity> popularity;
    private final JdbcClient database;
    private final Clock clock;

    private GridCell community;
    private GridCell neighbour;
    private Caller author;
    private Caller second;
    private String word;
    private String title;
    private long guide;

    @Autowired
    SynonymTests(
            People people,
            SynonymReplay replay,
            Synonyms synonyms,
            GuideSearch search,
            Versions versions,
            Guides guides,
            SearchMapper rows,
            Grid grid,
            ObjectProvider<Popularity> popularity,
            JdbcClient database,
            Clock clock) {
        this.people = people;
        this.replay = replay;
        this.synonyms = synonyms;
        this.search = search;
        this.versions = versions;
        this.guides = guides;
        this.rows = rows;
        this.grid = grid;
        this.popularity = popularity;
        this.database = database;
        this.clock = clock;
    }

    @BeforeEach
    void aGuideAndAWordForItThatNobodyKnows() {
        var both = people.communities(2);
        community = both.getFirst();
        neighbour = both.getLast();
        author = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        second = people.staff(StaffRole.DIRECTOR, community.id());
        word = nonsense();
        title = "渡" + nonsense() + "登记";
        guide = published(people, community.id(), title);
        await().atMost(Duration.ofSeconds(10)).until(() -> found(search, title));
    }

    /** Six characters that no guide has in a row. */
    private static String nonsense() {
        return new Random()
                .ints(6, 0x5000, 0x9000)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static Map<String, String> key() {
        return Map.of("requestKey", Codes.next());
    }

    private Answer propose(Caller staff, String words) {
        return staff.form("/console/synonyms", Map.of("words", words, "requestKey", Codes.next()));
    }

    private long proposed() {
        var answer = propose(author, word + "、" + title);
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        var location = answer.header("Location");
        return Long.parseLong(location.substring(location.lastIndexOf('/') + 1));
    }

    private long tried() {
        long group = proposed();
        replay.run(UNSEEN);
        return group;
    }

    private static Answer act(Caller staff, long group, String what) {
        return staff.form("/console/synonyms/" + group + "/" + what, key());
    }

    private boolean found(GuideSearch node, String text) {
        return node.search(new GuideQuery(text, 3, community.id())).stream().anyMatch(hit -> hit.guideId() == guide);
    }

    private List<String> actions(long group) {
        return database.sql("SELECT action FROM audit_entry WHERE subject = ? ORDER BY id")
                .param("synonym:" + group)
                .query((row, number) -> row.getString(1))
                .list();
    }

    private void ask(GridCell where, String text) {
        var resident = people.resident();
        resident.put("/api/v1/me/community", Map.of("communityId", Long.toString(where.id())));
        assertThat(resident.post("/api/v1/chat", Map.of("text", text)).status()).isEqualTo(200);
    }

    @Test
    void isTriedOnPastQuestionsThenLiveOnEveryNodeThenGone() {
        ask(community, word + "怎么办");
        ask(neighbour, "请问" + word);
        var otherNode = new GuideSearch(versions, guides, new Outlooks(grid, rows, synonyms, popularity));
        otherNode.start();
        try {
            long group = proposed();
            assertThat(found(search, word)).as("residents do not notice").isFalse();

            replay.run(UNSEEN);
            var effects = author.get("/console/synonyms/" + group).body();
            assertThat(effects).contains("现在能回答的", word + "怎么办", title, "另一位同事");
            assertThat(act(author, group, "live").status())
                    .as("not by who proposed it")
                    .isEqualTo(409);
            assertThat(effects).as("it does not hold for the neighbours").doesNotContain("请问" + word);
            assertThat(found(search, word)).as("still").isFalse();

            assertThat(second.get("/console/synonyms/" + group).body()).contains("核对无误，生效");
            assertThat(act(second, group, "live").status()).isEqualTo(302);
            assertThat(soon(() -> found(search, word) && found(otherNode, word)))
                    .isTrue();
            assertThat(otherNode.search(new GuideQuery(word, 3, neighbour.id())))
                    .isEmpty();

            assertThat(act(author, group, "withdraw").status()).isEqualTo(302);
            assertThat(soon(() -> !found(search, word) && !found(otherNode, word)))
                    .isTrue();
            assertThat(actions(group))
                    .containsExactly("guide.synonym.try", "guide.synonym.live", "guide.synonym.withdraw");
            assertThat(act(second, group, "live").status()).isEqualTo(409);
            assertThat(act(author, group, "withdraw").status()).isEqualTo(409);
        } finally {
            otherNode.stop();
        }
    }

    @Test
    void isNotLiveBeforeAnybodyCouldSeeWhatItChanges() {
        // A row, not the form: that would start the job that asks past questions, too.
        long group = guide + 1;
        database.sql("""
                        INSERT INTO guide_synonym (id, cell_id, words, status, author, added_at)
                        VALUES (?, ?, ?, 'TRYING', 'system:test', ?)""")
                .params(group, community.id(), word + " " + title, Timestamp.from(clock.instant()))
                .update();

        var refused = act(author, group, "live");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("还没有用最近的提问试完");
        assertThat(actions(group)).isEmpty();
    }

    @Test
    void forgetsTheQuestionsOfPeopleOnceItIsDecided() {
        ask(community, word + "怎么办");
        long group = tried();
        assertThat(rows.goLive(group, "staff:" + author.staffId(), clock.instant()))
                .as("nor does the statement let them")
                .isZero();
        act(second, group, "live");

        assertThat(database.sql("SELECT COUNT(*) FROM guide_synonym WHERE id = ? AND effects IS NULL")
                        .param(group)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(author.get("/console/synonyms/" + group).body()).doesNotContain(word + "怎么办");
    }

    @Test
    void oneOfManyWhoPressAtOnceDecides() {
        long group = tried();
        var staff = people.staff(StaffRole.DIRECTOR, community.id());

        var statuses = Race.of(16, n -> (Callable<Integer>) () -> Race.persist(
                        () -> act(n % 2 == 0 ? author : staff, group, "live"), Answer::status)
                .status());

        assertThat(statuses).containsOnly(302, 409);
        assertThat(statuses.stream().filter(status -> status == 302)).hasSize(1);
        assertThat(actions(group)).containsExactly("guide.synonym.try", "guide.synonym.live");
    }

    @Test
    void pressingTwiceProposesOnce() {
        var form = Map.of("words", word + " " + title, "requestKey", Codes.next());

        var first = author.form("/console/synonyms", form).header("Location");
        var second = author.form("/console/synonyms", form).header("Location");

        assertThat(second).isEqualTo(first);
        assertThat(database.sql("SELECT COUNT(*) FROM guide_synonym WHERE words LIKE ?")
                        .param(word + "%")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void isNothingToOthers() {
        long group = tried();
        var other = people.staff(StaffRole.DIRECTOR, neighbour.id());
        for (var what : List.of("live", "withdraw")) {
            assertThat(act(other, group, what).status()).as(what).isEqualTo(404);
            assertThat(act(people.resident(), group, what).header("Location"))
                    .as(what)
                    .endsWith("/console/sign-in");
        }
        assertThat(other.get("/console/synonyms/" + group).status()).isEqualTo(404);
        assertThat(other.get("/console/synonyms/" + group + "/trial").status()).isEqualTo(404);
        assertThat(other.get("/console/synonyms").body()).doesNotContain(word);
        assertThat(author.get("/console/synonyms").body()).contains(word);
        assertThat(actions(group)).containsExactly("guide.synonym.try");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "长者饭堂",
                "长者饭堂 长者饭堂",
                "饭 堂",
                "长者饭堂 <script>",
                "长者饭堂 a*b",
                "长者饭堂 一二三四五六七八九十一二三四五六七八九十一",
                "一一 二二 三三 四四 五五 六六 七七 八八 九九 十十 百百"
            })
    void refusesWhatAreNoWordsAndKeepsWhatWasTyped(String words) {
        var answer = propose(author, words);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("id=\"synonyms\"").doesNotContain("<script>\"");
        if (words.startsWith("长者饭堂")) {
            assertThat(answer.body()).contains("长者饭堂");
        }
    }
}
