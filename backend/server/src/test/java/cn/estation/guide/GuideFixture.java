package cn.estation.guide;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.People;
import cn.estation.guide.content.GuideContent;
import cn.estation.guide.content.GuideJson;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Guides for tests, written and published through the console as staff do it. */
public final class GuideFixture {

    private GuideFixture() {}

    /** A whole form. The title carries a code, so that a search finds this guide and no other. */
    public static Map<String, String> form(long cellId, String title) {
        var form = new LinkedHashMap<String, String>();
        form.put("cellId", Long.toString(cellId));
        form.put("edits", "0");
        form.put("title", title);
        form.put("kind", "PUBLIC_SERVICE");
        form.put("topics", "COMMUNITY");
        form.put("audience", "PERSON");
        form.put("summary", "测试用的说明。");
        form.put("eligibility", "住在本社区。");
        form.put("handlingBody", "测试社区");
        form.put("processing", "IMMEDIATE");
        form.put("visits", "1");
        form.put("visitReason", "核对本人");
        form.put("channels[0].kind", "COUNTER");
        form.put("place", "测试路1号");
        form.put("hours", "周一至周五 9:00–17:00");
        form.put("phone", "010-00000001");
        form.put("complaintPhone", "010-00012345");
        form.put("effectiveFrom", "2026-01-01");
        form.put("documents[0].id", "id-card");
        form.put("documents[0].name", "居民身份证");
        form.put("documents[0].copies", "1");
        form.put("documents[0].always", "true");
        form.put("documents[1].id", "household");
        form.put("documents[1].name", "户口簿");
        form.put("documents[1].form", "COPY");
        form.put("documents[1].copies", "2");
        form.put("documents[1].necessity", "IF_APPLICABLE");
        form.put("documents[1].note", "首页和本人页");
        form.put("documents[1].always", "true");
        form.put("steps[0].text", "到窗口。");
        form.put("steps[1].text", "领结果。");
        form.put("aliases", "测试说法");
        form.put("requestKey", Codes.next());
        return form;
    }

    public static String title() {
        return "测试事项" + Codes.next();
    }

    /** Writes a guide as one person and returns its id. */
    public static long draft(Caller author, long cellId, String title) {
        return idOf(author.form("/console/guides", form(cellId, title)));
    }

    /** Writes a guide as one person, publishes it as another, and returns its id. */
    public static long published(People people, long communityId, String title) {
        var author = people.staff(StaffRole.COMMUNITY_WORKER, communityId);
        var reviewer = people.staff(StaffRole.DIRECTOR, communityId);
        long id = draft(author, communityId, title);
        var answer = publish(reviewer, id, 1);
        if (answer.status() != 302) {
            throw new IllegalStateException(answer.status() + " " + answer.body());
        }
        return id;
    }

    public static Answer submit(Caller staff, long guideId, int edits) {
        return staff.form(
                "/console/guides/" + guideId + "/submit",
                Map.of("edits", Integer.toString(edits), "requestKey", Codes.next()));
    }

    /** Submits, if nobody has, and publishes. */
    public static Answer publish(Caller reviewer, long guideId, int edits) {
        var submitted = submit(reviewer, guideId, edits);
        return submitted.body().contains("还有") ? submitted : approve(reviewer, guideId, edits);
    }

    public static Answer approve(Caller reviewer, long guideId, int edits) {
        return reviewer.form(
                "/console/guides/" + guideId + "/publish",
                Map.of("edits", Integer.toString(edits), "requestKey", Codes.next()));
    }

    public static Answer suspend(Caller staff, long guideId) {
        return staff.form(
                "/console/guides/" + guideId + "/suspend", Map.of("reason", "政策有变化", "requestKey", Codes.next()));
    }

    public static long idOf(Answer answer) {
        var location = answer.header("Location");
        if (answer.status() != 302 || !location.matches(".*/console/guides/[0-9]+")) {
            throw new IllegalStateException(answer.status() + " " + location + " " + answer.body());
        }
        return Long.parseLong(location.substring(location.lastIndexOf('/') + 1));
    }

    public static List<String> found(Caller caller, String question) {
        return caller.get("/api/v1/guides/search?q="
                        + java.net.URLEncoder.encode(question, java.nio.charset.StandardCharsets.UTF_8))
                .json()
                .path("items")
                .valueStream()
                .map(hit -> hit.path("guideId").asString())
                .toList();
    }

    /** True if it comes true within two seconds. */
    public static boolean soon(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        while (System.nanoTime() < end) {
            if (condition.getAsBoolean()) {
                return true;
            }
            sleep();
        }
        return condition.getAsBoolean();
    }

    private static void sleep() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Contents as they come from code: a guide of which every part is filled in. */
    public static GuideContent content(String title) {
        return GuideJson.read(json(title), Set.of());
    }

    /** The same as a district file holds it, without code and cell. */
    public static ObjectNode json(String title) {
        var guide = (ObjectNode) JsonMapper.shared().readTree(WHOLE);
        guide.put("title", title);
        return guide;
    }

    private static final String WHOLE = """
            {"title":"","kind":"BENEFIT","topics":["ELDERLY","RELIEF"],"audience":"PERSON",
             "summary":"满八十岁的老人每月可以领一笔津贴。","eligibility":"本地户口，年满八十周岁。","limits":"",
             "handlingBody":"测试区民政局","bodyNature":"STATUTORY","useLevel":"DISTRICT","processing":"COMMITTED",
             "statutory":{"days":20,"unit":"WORKING_DAY","note":""},"promised":{"days":5,"unit":"WORKING_DAY","note":""},
             "visits":1,"visitReason":"核对本人","channels":[{"kind":"COUNTER","url":"","note":""}],
             "place":"测试路1号一楼","hours":"周一至周五 9:00-12:00、13:30-17:00","phone":"010-00000001",
             "complaintPhone":"010-00012345","fee":{"charged":false,"basis":"","payOnline":false,"items":[]},
             "results":[{"kind":"PAYMENT","name":"高龄津贴","sample":"https://www.gov.cn/sample.png","delivery":"每月发到卡上"}],
             "steps":[{"name":"受理","text":"到窗口交材料。"},{"name":"审核","text":"核对年龄和户口。"},
              {"name":"审批","text":"领导签字。"},{"name":"办结","text":"记入发放名单。"},{"name":"送达","text":"发短信告诉您。"}],
             "documents":[{"id":"id-card","name":"身份证","form":"ORIGINAL","copies":1,"medium":"PAPER","necessity":"REQUIRED",
               "source":"GOVERNMENT","sourceNote":"公安局","blankForm":"","sampleForm":"","note":"","always":true},
              {"id":"agent-id","name":"代办人身份证","form":"ORIGINAL","copies":1,"medium":"PAPER","necessity":"REQUIRED",
               "source":"APPLICANT","sourceNote":"","blankForm":"","sampleForm":"","note":"","always":false}],
             "faqs":[{"question":"可以代办吗？","answer":"可以，带上两个人的身份证。"}],"rights":"可以查进度。","duties":"如实填写。",
             "legalBasis":[{"law":"《老年人权益保障法》","number":"","article":"第三十三条","text":"高龄津贴制度。"}],
             "aliases":["八十岁补贴","老人补贴"],"plain":{"ELDERLY":"满八十，带身份证来就行。"},
             "tags":["NEARBY","ONE_VISIT"],"assisted":true,"reviewBy":"2027-06-30","owner":"demo.worker",
             "effectiveFrom":"2026-01-01","effectiveTo":null,
             "circumstances":[{"id":"who","question":"谁来办？","options":[
               {"id":"self","text":"我本人来","next":null,"effects":[]},
               {"id":"agent","text":"家里人代办","next":"why","effects":[{"kind":"ADD_DOCUMENT","document":"agent-id","text":""}]}]},
              {"id":"why","question":"为什么不能来？","options":[
               {"id":"ill","text":"行动不便","next":null,"effects":[{"kind":"PLACE","document":"","text":"可以上门办"}]},
               {"id":"away","text":"在外地","next":null,"effects":[]}]}]}
            """;
}
