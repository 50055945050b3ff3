package cn.estation.guide;

import static cn.estation.guide.GuideFixture.published;
import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.grid.GridCell;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Suggestions while somebody types, over HTTP. */
@EstationTest
class SuggestApiTests {

    private static final String TITLE = "筏舟登岸备案";

    private GridCell community;
    private GridCell neighbour;
    private long guide;

    private final People people;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    SuggestApiTests(People people) {
        this.people = people;
    }

    @BeforeEach
    void oneGuide() {
        var both = people.communities(2);
        community = both.getFirst();
        neighbour = both.getLast();
        guide = published(people, community.id(), TITLE);
        assertThat(GuideFixture.soon(() -> suggested("筏舟", community).contains(TITLE)))
                .isTrue();
    }

    private List<String> suggested(String typed, GridCell where) {
        var answer =
                people.stranger().get("/api/v1/guides/suggest?q=" + encode(typed) + "&size=20&community=" + where.id());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json()
                .path("items")
                .valueStream()
                .map(item -> item.path("title").asString())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "筏", "筏舟登", " 筏 舟 ", "登岸", "fazhou", "fazhoud", "FaZhou", "fzda", "fzdaba", "ｆａｚｈｏｕ", "ＦＺＤＡ", "fa zhou"
            })
    void findsNamesInCharactersPinyinAndInitials(String typed) {
        assertThat(suggested(typed, community)).startsWith(TITLE);
        assertThat(suggested(typed, neighbour)).doesNotContain(TITLE);
    }

    @Test
    void namesTheGuideAndItsVersion() {
        var item = people.stranger()
                .get("/api/v1/guides/suggest?q=fzda&community=" + community.id())
                .json()
                .path("items")
                .path(0);

        assertThat(item.path("guideId").asString()).isEqualTo(Long.toString(guide));
        assertThat(item.path("versionId").isString()).isTrue();
        assertThat(item.path("name").asString()).isEqualTo(TITLE);
    }

    @Test
    void aResidentNeedNotSayWhereTheyLive() {
        var resident = people.resident();
        resident.put("/api/v1/me/community", java.util.Map.of("communityId", Long.toString(neighbour.id())));

        assertThat(resident.get("/api/v1/guides/suggest?q=fzda").body()).doesNotContain(TITLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "q=",
                "q=%20",
                "q=%E3%80%80",
                "q=%00",
                "q=a%00b",
                "q=a%1B",
                "q=ab&size=0",
                "q=ab&size=21",
                "q=ab&size=-1",
                "q=ab&size=1.5",
                "q=ab&size=99999999999",
                "q=ab&community=abc",
                "q=ab&community=-1",
                "q=ab&community=1;drop"
            })
    void refusesWhatIsNoQuestion(String query) {
        assertThat(people.stranger().get("/api/v1/guides/suggest?" + query).status())
                .isEqualTo(400);
    }

    @Test
    void refusesMoreThanAHundredCharactersAndPlacesThatAreNone() {
        var anybody = people.stranger();

        assertThat(anybody.get("/api/v1/guides/suggest?q=" + encode("证".repeat(100)))
                        .status())
                .isEqualTo(200);
        assertThat(anybody.get("/api/v1/guides/suggest?q=" + encode("证".repeat(101)))
                        .status())
                .isEqualTo(400);
        assertThat(anybody.get("/api/v1/guides/suggest?q=ab&community=1").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%", "_", "*", "title:*", "\"", "(((", "\\", "'; DROP TABLE guide_item; --", "[* TO *]", "😀"})
    void takesSyntaxForText(String typed) {
        assertThat(suggested(typed, community)).isEmpty();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
