package cn.estation.guide.desk;

import static cn.estation.guide.GuideFixture.approve;
import static cn.estation.guide.GuideFixture.draft;
import static cn.estation.guide.GuideFixture.form;
import static cn.estation.guide.GuideFixture.idOf;
import static cn.estation.guide.GuideFixture.published;
import static cn.estation.guide.GuideFixture.submit;
import static cn.estation.guide.GuideFixture.suspend;
import static cn.estation.guide.GuideFixture.title;
import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.grid.GridCell;
import cn.estation.identity.Permission;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The console's guide pages: who may see and do what, and what becomes of what is typed. */
@EstationTest
class GuidePagesTests {

    private static final List<String> SCRIPTS = List.of(
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<svg/onload=alert(1)>",
            "\"><script>alert(1)</script>",
            "'-alert(1)-'",
            "[[${7*7}]]",
            "[(${7*7})]",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">");

    private static final List<String> EVERY_TEXT = List.of(
            "summary",
            "eligibility",
            "limits",
            "handlingBody",
            "statutory.note",
            "promised.note",
            "visitReason",
            "channels[0].url",
            "channels[0].note",
            "place",
            "hours",
            "phone",
            "complaintPhone",
            "fee.basis",
            "fee.items[0].name",
            "fee.items[0].waiver",
            "results[0].name",
            "results[0].sample",
            "steps[0].name",
            "steps[0].text",
            "documents[0].name",
            "documents[0].note",
            "documents[0].sourceNote",
            "documents[0].blankForm",
            "faqs[0].question",
            "faqs[0].answer",
            "rights",
            "duties",
            "legalBasis[0].law",
            "legalBasis[0].text",
            "aliases",
            "plain.ELDERLY",
            "owner",
            "circumstances[0].question",
            "circumstances[0].options[0].text",
            "circumstances[0].options[0].effects[0].text");

    private final People people;

    @Autowired
    GuidePagesTests(People people) {
        this.people = people;
    }

    @Test
    void staffOfThePlaceAndAboveSeeAGuideAndNobodyElse() {
        var siblings = people.communities(2);
        var own = siblings.getFirst();
        var title = title();
        long id = published(people, own.id(), title);
        var subdistrict = people.above(own);
        var district = people.above(subdistrict);

        for (GridCell cell : List.of(own, subdistrict, district)) {
            var staff = people.staff(StaffRole.DIRECTOR, cell.id());
            assertThat(staff.get("/console/guides").body()).contains(title);
            assertThat(staff.get("/console/guides/" + id).status()).isEqualTo(200);
        }
        for (GridCell cell : List.of(siblings.get(1), people.community())) {
            refusesEverything(people.staff(StaffRole.DIRECTOR, cell.id()), id, title, own.id(), 404);
        }
    }

    @Test
    void aCommunitysStaffDoNotTouchTheDistrictsGuides() {
        var community = people.community();
        var district = people.above(people.above(community));
        var title = title();
        long id = draft(people.staff(StaffRole.DIRECTOR, district.id()), district.id(), title);

        refusesEverything(people.staff(StaffRole.DIRECTOR, community.id()), id, title, district.id(), 404);
    }

    @Test
    void rolesWithoutThePermissionAreRefused() {
        var community = people.community();
        var title = title();
        long id = published(people, community.id(), title);

        for (var role : StaffRole.values()) {
            var staff = people.staff(role, community.id());
            if (role.grants(Permission.EDIT_GUIDES)) {
                assertThat(staff.get("/console/guides").status()).isEqualTo(200);
            } else {
                assertThat(staff.get("/console/guides").status())
                        .as(role.name())
                        .isEqualTo(403);
                refusesEverything(staff, id, title, community.id(), 403);
            }
        }
    }

    @Test
    void residentsAndStrangersAreShownTheDoor() {
        var community = people.community();
        long id = published(people, community.id(), title());

        for (var caller : List.of(people.stranger(), people.resident())) {
            assertThat(caller.get("/console/guides").status()).isIn(302, 401, 403);
            assertThat(caller.get("/console/guides/" + id).status()).isIn(302, 401, 403);
            assertThat(caller.form(
                                    "/console/guides/" + id + "/suspend",
                                    Map.of("reason", "试试", "requestKey", Codes.next()))
                            .header("Location"))
                    .doesNotContain("/console/guides");
        }
        assertThat(people.stranger().get("/api/v1/guides/" + id).status()).isEqualTo(200);
    }

    private static void refusesEverything(Caller staff, long id, String title, long cellId, int status) {
        assertThat(staff.get("/console/guides").body()).doesNotContain(title);
        var path = "/console/guides/" + id;
        assertThat(staff.get(path).status()).isEqualTo(status);
        assertThat(staff.get(path + "/draft").status()).isEqualTo(status);
        var key = Map.of("requestKey", Codes.next());
        assertThat(staff.form(path + "/draft/start", key).status()).isEqualTo(status);
        assertThat(staff.form(path + "/draft", form(cellId, title())).status()).isEqualTo(status);
        assertThat(submit(staff, id, 1).status()).isEqualTo(status);
        assertThat(approve(staff, id, 1).status()).isEqualTo(status);
        assertThat(staff.form(path + "/give-back", Map.of("reason", "试试", "requestKey", Codes.next()))
                        .status())
                .isEqualTo(status);
        assertThat(staff.form(path + "/lock", key).status()).isEqualTo(status);
        assertThat(staff.get(path + "/versions/1").status()).isEqualTo(status);
        assertThat(staff.get(path + "/diff?from=1&to=1").status()).isEqualTo(status);
        var typing = form(cellId, title());
        typing.put("guideId", Long.toString(id));
        typing.put("shape", "add:steps");
        assertThat(staff.form("/console/guides/side", typing).status()).isEqualTo(status);
        assertThat(staff.form("/console/guides/form", typing).status()).isEqualTo(status);
        assertThat(suspend(staff, id).status()).isEqualTo(status);
        assertThat(staff.form("/console/guides", form(cellId, title())).status())
                .isEqualTo(status);
    }

    @Test
    void everyTextIsShownAsText() {
        var community = people.community();
        var author = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        for (var script : SCRIPTS) {
            var form = form(community.id(), script);
            for (var field : EVERY_TEXT) {
                form.put(field, script);
            }
            form.put("owner", "demo.worker");
            form.put("results[0].kind", "NONE");
            form.put("circumstances[0].options[0].effects[0].kind", "FEE");
            var side = author.form("/console/guides/side", form).body();
            assertThat(side).doesNotContain("<script>alert", "<img src=x", "<svg/onload", ">49<");
            long id = idOf(author.form("/console/guides", form));
            for (var page : List.of("/console/guides", "/console/guides/" + id, "/console/guides/" + id + "/draft")) {
                var body = author.get(page).body();
                assertThat(body).doesNotContain("<script>alert", "<img src=x", "<svg/onload", ">49<");
            }
            assertThat(author.get("/console/guides/" + id).body()).contains(escaped(script));
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    @Test
    void aFormWithMistakesKeepsWhatWasTypedAndSaysWhatIsWrong() {
        var community = people.community();
        var author = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        var form = form(community.id(), "");
        form.put("summary", "打了很久的字");
        form.put("documents[1].copies", "许多");
        form.put("effectiveFrom", "明天");
        form.put("faqs[7].question", "第七个问题");

        var answer = author.form("/console/guides", form);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("打了很久的字", "请写标题", "请填 0 到 99 的整数", "日期应写成", "许多", "明天", "第七个问题", form.get("requestKey"));
    }

    @Test
    void aLostRaceForADraftKeepsWhatWasTyped() {
        var community = people.community();
        var author = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        long id = draft(author, community.id(), title());
        var first = form(community.id(), title());
        first.put("edits", "1");
        author.form("/console/guides/" + id + "/draft", first);
        var late = form(community.id(), "晚了一步的标题");
        late.put("edits", "1");

        var answer = people.staff(StaffRole.DIRECTOR, community.id()).form("/console/guides/" + id + "/draft", late);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("刚被别人保存", "晚了一步的标题");
    }

    @Test
    void anIncompleteDraftIsNotPublished() {
        var community = people.community();
        var author = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        var reviewer = people.staff(StaffRole.DIRECTOR, community.id());
        for (var missing : Map.of("steps[0].text", "每一步|第 1 步", "place", "办理地点").entrySet()) {
            var form = form(community.id(), title());
            form.put(missing.getKey(), "");
            form.remove("steps[1].text");
            form.put("steps[0].name", "受理");
            long id = idOf(author.form("/console/guides", form));
            var answer = submit(reviewer, id, 1);
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.body()).containsPattern(missing.getValue());
        }
    }

    @Test
    void theListIsNarrowedToWhatARuleFoundAndTellsTheLibrarysScore() {
        var community = people.community();
        var title = title();
        published(people, community.id(), title);
        var staff = people.staff(StaffRole.DIRECTOR, community.id());

        assertThat(staff.get("/console/guides?rule=faq-given").body()).contains(title);
        assertThat(staff.get("/console/guides?rule=alias-given").body()).doesNotContain(title);
        assertThat(staff.get("/console/guides").body()).contains("指南库平均质量", "处提醒");
    }

    @Test
    void theSideSaysWhatIsWrongAndShowsWhatResidentsWouldSee() {
        var community = people.community();
        var staff = people.staff(StaffRole.DIRECTOR, community.id());
        var typing = form(community.id(), "看看样子");
        typing.put("phone", "88886666");

        var side = staff.form("/console/guides/side", typing).body();

        assertThat(side).contains("看看样子", "处错误，不能发布", "请写成“区号-号码”", "户口簿（复印件 2 份，视情况）");
        typing.put("visits", "许多");
        assertThat(staff.form("/console/guides/side", typing).body()).contains("先改好这几处", "请填 0 到 99 的整数");
    }

    @Test
    void twoVersionsAreShownSideBySide() {
        var community = people.community();
        long id = published(people, community.id(), title());
        var author = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        author.form("/console/guides/" + id + "/draft/start", Map.of("requestKey", Codes.next()));
        var form = form(community.id(), title());
        form.put("edits", "1");
        form.put("documents[2].name", "新加的材料");
        form.put("documents[2].always", "true");
        author.form("/console/guides/" + id + "/draft", form);

        var diff = author.get("/console/guides/" + id + "/diff?from=1&to=2");

        assertThat(diff.status()).isEqualTo(200);
        assertThat(diff.body()).contains("新加的材料", "新增", "2 处不同");
        var old = author.get("/console/guides/" + id + "/versions/1");
        assertThat(old.status()).isEqualTo(200);
        assertThat(old.body()).contains("居民身份证", "审核通过").doesNotContain("新加的材料");
        assertThat(author.get("/console/guides/" + id + "/diff?from=1&to=9").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=1",
                "status=published",
                "status=id;drop",
                "topic=0",
                "topic=%27%20OR%201=1",
                "size=0",
                "size=101",
                "size=0x1F",
                "size=%EF%BC%91",
                "after=-1",
                "after=abc"
            })
    void refusesFiltersThatMeanNothing(String query) {
        var staff = people.staff(StaffRole.DIRECTOR, people.community().id());

        assertThat(staff.get("/console/guides?" + query).status()).isEqualTo(400);
        assertThat(people.stranger()
                        .get("/api/v1/guides?" + query.replace("status", "audience"))
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id;drop",
                "id and sleep(1)",
                "if(ascii(substr(phone,1,1))>50,id,name)",
                "(case(1)when(1)then(id)else(name)end)",
                "id/**/desc"
            })
    void aSortNobodyOffersChangesNothing(String sort) {
        var anybody = people.stranger();
        long id = published(people, people.community().id(), title());
        var encoded = java.net.URLEncoder.encode(sort, java.nio.charset.StandardCharsets.UTF_8);

        var answer = anybody.get("/api/v1/guides?size=1&sort=" + encoded + "&order=" + encoded + "&orders=" + encoded);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("items").path(0).path("guideId").asString())
                .isEqualTo(Long.toString(id));
    }

    @ParameterizedTest
    @CsvSource({"DRAFT,false", "PUBLISHED,true", "SUSPENDED,false"})
    void filtersByStatus(String status, boolean shown) {
        var community = people.community();
        var title = title();
        published(people, community.id(), title);
        var staff = people.staff(StaffRole.DIRECTOR, community.id());

        assertThat(staff.get("/console/guides?status=" + status).body().contains(title))
                .isEqualTo(shown);
    }

    @Test
    void pagesGoOnWhereTheLastEnded() {
        var community = people.community();
        var author = people.staff(StaffRole.COMMUNITY_WORKER, community.id());
        var titles = new LinkedHashMap<String, Long>();
        for (int i = 0; i < 3; i++) {
            var title = title();
            titles.put(title, draft(author, community.id(), title));
        }
        var oldest = titles.firstEntry();

        var first = author.get("/console/guides?size=2").body();
        var rest = author.get("/console/guides?size=2&after="
                        + titles.values().stream().skip(1).findFirst().orElseThrow())
                .body();

        assertThat(first).doesNotContain(oldest.getKey()).contains("after=");
        assertThat(rest)
                .contains(oldest.getKey())
                .doesNotContain(titles.lastEntry().getKey());
    }
}
