package cn.estation.guide;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.People;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Guides for tests, written and published through the console as staff do it. */
final class GuideFixture {

    private GuideFixture() {}

    /** A whole form. The title carries a code, so that a search finds this guide and no other. */
    static Map<String, String> form(long cellId, String title) {
        var form = new LinkedHashMap<String, String>();
        form.put("cellId", Long.toString(cellId));
        form.put("edits", "0");
        form.put("title", title);
        form.put("topic", "DAILY_LIFE");
        form.put("audience", "EVERYONE");
        form.put("summary", "测试用的说明。");
        form.put("eligibility", "住在本社区。");
        form.put("handlingBody", "测试社区");
        form.put("place", "测试路1号");
        form.put("hours", "周一至周五 9:00–17:00");
        form.put("phone", "010-00000001");
        form.put("onlineUrl", "");
        form.put("fee", "不收费");
        form.put("statutoryLimit", "");
        form.put("promisedLimit", "当场办结");
        form.put("legalBasis", "");
        form.put("effectiveFrom", "2026-01-01");
        form.put("documents", "居民身份证\n户口簿｜复印件｜2｜视情况｜首页和本人页");
        form.put("steps", "到窗口。\n领结果。");
        form.put("aliases", "测试说法");
        form.put("requestKey", Codes.next());
        return form;
    }

    static String title() {
        return "测试事项" + Codes.next();
    }

    /** Writes a guide as one person and returns its id. */
    static long draft(Caller author, long cellId, String title) {
        return idOf(author.form("/console/guides", form(cellId, title)));
    }

    /** Writes a guide as one person, publishes it as another, and returns its id. */
    static long published(People people, long communityId, String title) {
        var author = people.staff(StaffRole.COMMUNITY_WORKER, communityId);
        var reviewer = people.staff(StaffRole.DIRECTOR, communityId);
        long id = draft(author, communityId, title);
        var answer = publish(reviewer, id, 1);
        if (answer.status() != 302) {
            throw new IllegalStateException(answer.status() + " " + answer.body());
        }
        return id;
    }

    static Answer publish(Caller reviewer, long guideId, int edits) {
        return reviewer.form(
                "/console/guides/" + guideId + "/publish",
                Map.of("edits", Integer.toString(edits), "requestKey", Codes.next()));
    }

    static Answer suspend(Caller staff, long guideId) {
        return staff.form(
                "/console/guides/" + guideId + "/suspend", Map.of("reason", "政策有变化", "requestKey", Codes.next()));
    }

    static long idOf(Answer answer) {
        var location = answer.header("Location");
        if (answer.status() != 302 || !location.matches(".*/console/guides/[0-9]+")) {
            throw new IllegalStateException(answer.status() + " " + location + " " + answer.body());
        }
        return Long.parseLong(location.substring(location.lastIndexOf('/') + 1));
    }

    static List<String> found(Caller caller, String question) {
        return caller.get("/api/v1/guides/search?q="
                        + java.net.URLEncoder.encode(question, java.nio.charset.StandardCharsets.UTF_8))
                .json()
                .path("items")
                .valueStream()
                .map(hit -> hit.path("guideId").asString())
                .toList();
    }

    /** True if it comes true within two seconds. */
    static boolean soon(BooleanSupplier condition) {
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

    /** Contents as they come from code. */
    static GuideContent content(String title) {
        return new GuideContent(
                title,
                GuideTopic.DAILY_LIFE,
                Audience.EVERYONE,
                "说明",
                "",
                "",
                "测试路1号",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                LocalDate.of(2026, 1, 1),
                List.of(new GuideDocument("身份证", GuideDocument.Form.ORIGINAL, 1, GuideDocument.Necessity.REQUIRED, "")),
                List.of("第一步"),
                List.of("说法"));
    }
}
