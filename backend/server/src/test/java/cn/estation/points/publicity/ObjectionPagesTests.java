package cn.estation.points.publicity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.grid.GridCell;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.points.earning.TestScores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Objections as staff see them: the queue of those that wait, and apart from it those that were answered. */
@EstationTest
class ObjectionPagesTests {

    private static final String HOME = "/console/points/objections";

    private final People people;
    private final TestScores scores;
    private final List<String> raised = new ArrayList<>();
    private Caller staff;

    @Autowired
    ObjectionPagesTests(People people, TestScores scores) {
        this.people = people;
        this.scores = scores;
    }

    @BeforeEach
    void threeObjectInTwoCommunities() {
        var communities = people.communities(2);
        staff = people.staff(
                StaffRole.PARTY_WORKER, people.above(communities.getFirst()).id());
        for (int i = 0; i < 3; i++) {
            raised.add(objection(communities.get(i % 2)));
        }
    }

    private String objection(GridCell community) {
        var member = people.member(community.id());
        long score = scores.posted(member.residentId(), community.id(), 120);
        var objection =
                member.post("/api/v1/points/publicity/" + score + "/objections", Map.of("text", "当天做了三小时，只记了两小时。"));
        assertThat(objection.status()).as(objection.body()).isEqualTo(201);
        return objection.json().path("id").asString();
    }

    @Test
    void listsWhatWaitsPageByPageTheLongestFirst() {
        var first = staff.get(HOME + "?size=2").body();
        assertThat(toAnswer(first)).isEqualTo(raised.subList(0, 2));

        var rest = staff.get(next(first)).body();
        assertThat(toAnswer(rest)).isEqualTo(raised.subList(2, 3));
        assertThat(rest).doesNotContain("显示更多");
    }

    @Test
    void listsWhatWasAnsweredApartPageByPageTheNewestFirst() {
        for (var id : raised) {
            assertThat(answer(id, "查过签到记录 " + id).status()).isEqualTo(302);
        }
        assertThat(staff.get(HOME).body()).contains("没有待答复的异议").doesNotContain("查过签到记录");

        var first = staff.get(HOME + "?answered=true&size=2").body();
        assertThat(answers(first)).isEqualTo(raised.reversed().subList(0, 2));
        var rest = staff.get(next(first)).body();
        assertThat(answers(rest)).isEqualTo(raised.subList(0, 1));
        assertThat(rest).doesNotContain("显示更多", "成立，撤销得分</button>");
    }

    @Test
    void showsThemToWhoKeepsPointsThere() {
        var elsewhere = people.staff(StaffRole.PARTY_WORKER, people.community().id());
        assertThat(toAnswer(elsewhere.get(HOME).body())).isEmpty();
        assertThat(people.staff(StaffRole.SHOPKEEPER, people.community().id())
                        .get(HOME)
                        .status())
                .isEqualTo(403);
    }

    private Answer answer(String id, String words) {
        return staff.form(
                HOME + "/" + id + "/answer", Map.of("upheld", "false", "answer", words, "requestKey", Codes.next()));
    }

    private static List<String> toAnswer(String page) {
        return all(page, HOME + "/([0-9]+)/answer");
    }

    private static List<String> answers(String page) {
        return all(page, "查过签到记录 ([0-9]+)");
    }

    private static String next(String page) {
        return all(page, "hx-get=\"([^\"]+)\"[^>]*>显示更多").getFirst().replace("&amp;", "&");
    }

    private static List<String> all(String page, String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
