package cn.estation.guide;

import static cn.estation.guide.GuideFixture.draft;
import static cn.estation.guide.GuideFixture.published;
import static cn.estation.guide.GuideFixture.title;
import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.identity.StaffRole;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What residents get over HTTP before they sign in. */
@EstationTest
class GuideApiTests {

    private final People people;

    @Autowired
    GuideApiTests(People people) {
        this.people = people;
    }

    @Test
    void anybodyReadsAPublishedGuideWithItsVersion() {
        var title = title();
        long id = published(people, people.community().id(), title);

        var guide = people.stranger().get("/api/v1/guides/" + id).json();

        assertThat(guide.path("guideId").asString()).isEqualTo(Long.toString(id));
        assertThat(guide.path("versionId").isString()).isTrue();
        assertThat(guide.path("version").asInt()).isEqualTo(1);
        assertThat(guide.path("title").asString()).isEqualTo(title);
        assertThat(guide.path("documents").path(1).path("form").asString()).isEqualTo("COPY");
        assertThat(guide.path("documents").path(1).path("copies").asInt()).isEqualTo(2);
        assertThat(guide.path("steps").size()).isEqualTo(2);
        assertThat(guide.has("aliases")).isFalse();
        assertThat(guide.has("author")).isFalse();
    }

    @Test
    void aDraftLooksLikeNothing() {
        var community = people.community();
        long id = draft(people.staff(StaffRole.DIRECTOR, community.id()), community.id(), title());
        var anybody = people.stranger();

        var draft = anybody.get("/api/v1/guides/" + id);
        var nothing = anybody.get("/api/v1/guides/1");

        assertThat(draft.status()).isEqualTo(404);
        assertThat(draft.json().path("detail")).isEqualTo(nothing.json().path("detail"));
    }

    @Test
    void theListGoesOnWhereThePageEnded() {
        var community = people.community();
        long older = published(people, community.id(), title());
        long newer = published(people, community.id(), title());
        var anybody = people.stranger();

        var first = anybody.get("/api/v1/guides?size=1&topic=COMMUNITY&audience=PERSON")
                .json();
        var second = anybody.get("/api/v1/guides?size=1&topic=COMMUNITY&after="
                        + first.path("next").asString())
                .json();

        assertThat(first.path("items").path(0).path("guideId").asString()).isEqualTo(Long.toString(newer));
        assertThat(second.path("items").path(0).path("guideId").asString()).isEqualTo(Long.toString(older));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "q=",
                "q=%20",
                "q=%00",
                "q=ab&size=0",
                "q=ab&size=21",
                "q=ab&size=1.5",
                "q=ab&size=1e1",
                "q=ab&size=0x5",
                "q=ab&size=%EF%BC%95"
            })
    void refusesASearchThatAsksNothingOrTooMuch(String query) {
        assertThat(people.stranger().get("/api/v1/guides/search?" + query).status())
                .isEqualTo(400);
    }

    @Test
    void refusesAQuestionOfMoreThanAHundredCharacters() {
        var anybody = people.stranger();

        assertThat(anybody.get("/api/v1/guides/search?q=" + encode("证".repeat(100)))
                        .status())
                .isEqualTo(200);
        assertThat(anybody.get("/api/v1/guides/search?q=" + encode("证".repeat(101)))
                        .status())
                .isEqualTo(400);
        assertThat(anybody.get("/api/v1/guides/search?q=" + encode("😀".repeat(100)))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%",
                "_",
                "%a%a%a%a",
                "title:*",
                "\"",
                "(((",
                "a AND",
                "\\",
                "'; DROP TABLE guide_item; --",
                "[* TO *]"
            })
    void takesSyntaxForText(String question) {
        assertThat(people.stranger()
                        .get("/api/v1/guides/search?q=" + encode(question))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0", "-1", "1e3", "99999999999999999999", "１", "1;drop"})
    void refusesIdsThatAreNone(String id) {
        assertThat(people.stranger().get("/api/v1/guides/" + encode(id)).status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void nothingIsChangedThroughTheReads(String method) {
        assertThat(people.resident().call(method, "/api/v1/guides").status()).isEqualTo(405);
        assertThat(people.resident().call(method, "/api/v1/guides/1").status()).isEqualTo(405);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
