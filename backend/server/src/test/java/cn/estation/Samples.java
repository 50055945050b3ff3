package cn.estation;

import cn.estation.appointment.TestCalendars;
import cn.estation.appointment.TestQueue;
import cn.estation.appointment.activity.TestActivities;
import cn.estation.chat.miss.TestQuestions;
import cn.estation.grid.GridCell;
import cn.estation.grid.TestPlaces;
import cn.estation.guide.Asker;
import cn.estation.guide.Cards;
import cn.estation.guide.TestGuides;
import cn.estation.guide.exchange.TestImports;
import cn.estation.guide.life.TestLifeEvents;
import cn.estation.identity.StaffRole;
import cn.estation.identity.roll.TestUnitRolls;
import cn.estation.identity.unit.TestUnits;
import cn.estation.kernel.Codes;
import cn.estation.kernel.Jobs;
import cn.estation.mall.shelf.TestShelf;
import cn.estation.media.TestMedia;
import cn.estation.points.TestPoints;
import cn.estation.points.earning.TestScores;
import cn.estation.points.rule.TestRules;
import cn.estation.task.TestTasks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One of each thing that has an id, in one community, belonging to one member. */
@Component
public class Samples {

    private final People people;
    private final TestCalendars calendars;
    private final TestQueue queue;
    private final TestActivities activities;
    private final TestPlaces places;
    private final TestTasks tasks;
    private final TestShelf shelf;
    private final TestPoints points;
    private final TestScores scores;
    private final TestGuides guides;
    private final Cards cards;
    private final TestImports imports;
    private final TestLifeEvents lifeEvents;
    private final TestMedia media;
    private final Jobs jobs;
    private final cn.estation.kernel.Ids generator;
    private final JdbcClient database;
    private final TestQuestions questions;
    private final TestUnits units;
    private final TestUnitRolls rolls;

    Samples(
            People people,
            TestCalendars calendars,
            TestQueue queue,
            TestActivities activities,
            TestPlaces places,
            TestTasks tasks,
            TestShelf shelf,
            TestPoints points,
            TestScores scores,
            TestGuides guides,
            Cards cards,
            TestImports imports,
            TestLifeEvents lifeEvents,
            TestMedia media,
            Jobs jobs,
            cn.estation.kernel.Ids generator,
            JdbcClient database,
            TestQuestions questions,
            TestUnits units,
            TestUnitRolls rolls) {
        this.people = people;
        this.calendars = calendars;
        this.queue = queue;
        this.activities = activities;
        this.places = places;
        this.tasks = tasks;
        this.shelf = shelf;
        this.points = points;
        this.scores = scores;
        this.guides = guides;
        this.cards = cards;
        this.imports = imports;
        this.lifeEvents = lifeEvents;
        this.media = media;
        this.jobs = jobs;
        this.generator = generator;
        this.database = database;
        this.questions = questions;
        this.units = units;
        this.rolls = rolls;
    }

    /** What was made, by name. */
    record Set(Caller owner, Map<String, Long> ids, Map<String, String> codes) {

        /** The path with the id of this thing in it. */
        String fill(String path, String thing) {
            if (!path.contains("{")) {
                return path;
            }
            if (codes.get(thing) instanceof String code) {
                return path.replaceAll("\\{[^}]+}", code);
            }
            var id = ids.get(thing.replaceAll("[*~]", ""));
            if (id == null) {
                throw new IllegalArgumentException("no sample of '" + thing + "' for " + path);
            }
            return path.replace("{number}", "1").replaceAll("\\{[^}]+}", Long.toString(id));
        }

        /** Fields of every form of the console, so that what decides is who sends it. */
        Map<String, String> form() {
            var form = new HashMap<String, String>();
            for (var text : List.of("reason", "text", "answer", "code", "title", "name", "note", "password", "login")) {
                form.put(text, "核实情况后回电");
            }
            for (var number : List.of("edits", "minutes", "quantity", "price", "places", "points")) {
                form.put(number, "1");
            }
            for (var cell : List.of("cellId", "communityId")) {
                form.put(cell, Long.toString(Objects.requireNonNull(ids.get("community"))));
            }
            form.put("role", "GRID_WORKER");
            form.put("listed", "true");
            form.put("on", "true");
            form.put("outcome", "CONFIRMED");
            form.put("shape", "add:steps");
            form.put("requestKey", Codes.next());
            return form;
        }
    }

    Set in(GridCell community) {
        var owner = people.member(community.id());
        owner.put("/api/v1/me/community", Map.of("communityId", Long.toString(community.id())));
        var ids = new HashMap<String, Long>();
        long task = tasks.published(community.id(), 5);
        ids.put("task", task);
        ids.put("point", places.point(community));
        ids.put("estate", places.estate(community));
        ids.put("claim", id(owner.post("/api/v1/tasks/" + task + "/claims", Map.of()), "claimId"));
        ids.put("photoClaim", photoClaim(community.id()));
        ids.put("arriving", arriving(community.id()));
        ids.put("signal", signal(community.id()));
        long unit = units.unit(community);
        ids.put("unit", unit);
        var worker = people.staff(StaffRole.PARTY_WORKER, community.id());
        ids.put("roll", rolls.preview(worker, community.id(), unit, List.of(List.of("王小五", "13800000000"))));
        ids.put("unitShare", units.share(units.member(community, "张晓三", "区税务局"), unit, "WORKS"));
        ids.put("taskChange", taskChange(task, community.id()));
        ids.put("taskTemplate", template(community.id()));
        var wish = Map.of("communityId", Long.toString(community.id()), "title", "换灯", "text", "厨房的灯坏了。");
        ids.put("wish", id(owner.post("/api/v1/wishes", wish), "id"));
        long item = shelf.item(community.id(), 1, 10);
        ids.put("item", item);
        points.give(owner.residentId(), community.id(), 10);
        ids.put(
                "redemption",
                id(owner.post("/api/v1/mall/redemptions", Map.of("itemId", Long.toString(item))), "redemptionId"));
        mall(community, owner, ids, item);
        long guide = guides.published(people, community.id());
        ids.put("guide", guide);
        ids.put(
                "guide-report",
                id(owner.post("/api/v1/guides/" + guide + "/reports", Map.of("part", "PHONE")), "reportId"));
        var photo = Map.of("part", "PLACE", "photoId", Long.toString(media.ofReport(owner)));
        ids.put("photo-report", id(owner.post("/api/v1/guides/" + guide + "/reports", photo), "reportId"));
        ids.put("import", imports.preview(community.id()));
        ids.put("lifeEvent", lifeEvents.shown(community.id(), guide));
        var say = Map.of("communityId", Long.toString(community.id()), "text", "楼道的灯坏了。");
        ids.put("draft", guides.draft(people, community.id()));
        ids.put("feedback", id(owner.post("/api/v1/feedback", say), "requestId"));
        ids.put("media", media.shown(community.id()));
        ids.put("picture", media.sent(owner));
        ids.put("synonym", guides.synonym(people, community.id()));
        pointsDesk(community, owner, ids);
        ids.put("registration", only("identity_registration", owner.residentId()));
        ids.put("session", only("identity_session", owner.residentId()));
        ids.put("job", jobs.start("prove", () -> "staff:tests"));
        ids.put("community", community.id());
        // Before the hand-over: afterwards what they say goes to a person.
        ask(owner, community.id(), ids);
        owner.post("/api/v1/chat", Map.of("text", "楼下着火了"));
        owner.post("/api/v1/chat", Map.of("text", "转人工"));
        ids.put("alert", newest("SELECT MAX(id) FROM chat_alert WHERE resident_id = ?", owner));
        ids.put("handover", newest("SELECT MAX(id) FROM chat_handover WHERE resident_id = ?", owner));
        ids.putAll(desk(community.id()));
        appointments(community, owner, ids);
        ids.put("resident", owner.residentId());
        ids.put("codes", jobs.start("wechat-scene-codes", () -> "staff:tests"));
        ids.put("staff", people.staff(StaffRole.GRID_WORKER, community.id()).staffId());
        var codes = new HashMap<>(codes(guide));
        codes.put("ticket", hall(community, owner, ids));
        return new Set(owner, ids, codes);
    }

    /** Work that a member showed a picture of. */
    private long photoClaim(long community) {
        var member = people.member(community);
        member.put("/api/v1/me/community", Map.of("communityId", Long.toString(community)));
        long work = tasks.published(community, 5);
        member.post("/api/v1/tasks/" + work + "/claims", "");
        tasks.shift(work, java.time.Duration.ofMinutes(-20));
        var photo = Long.toString(media.ofWork(member));
        var said = Map.of("text", "扫完了", "photoId", photo);
        member.post("/api/v1/tasks/" + work + "/claims/mine/statement", said);
        return tasks.claimId(work, member.residentId());
    }

    /** A member of a community elsewhere who asks to come here. */
    private long arriving(long community) {
        var mover = people.member(people.community().id());
        long id = only("identity_registration", mover.residentId());
        mover.post("/api/v1/registrations/" + id + "/move", Map.of("communityId", Long.toString(community)));
        return id;
    }

    /** The same things with somebody else who asks to come. */
    Set withNewArrival(Set set) {
        var ids = new HashMap<>(set.ids());
        ids.put("arriving", arriving(Objects.requireNonNull(ids.get("community"))));
        return new Set(set.owner(), ids, set.codes());
    }

    private long signal(long community) {
        long id = generator.next();
        database.sql("""
                        INSERT INTO task_signal (id, community_id, kind, subject, facts, status, found_at)
                        VALUES (?, ?, 'OVERLAP', ?, '时间重叠', 'OPEN', '2026-01-01')""").params(id, community, "sample:" + id).update();
        begun("SIGNAL", id, "OPEN");
        return id;
    }

    private void begun(String subject, long id, String status) {
        database.sql("""
                        INSERT INTO task_beside_move (subject, subject_id, number, to_status, moved_by, reason, moved_at)
                        VALUES (?, ?, 1, ?, 'staff:1', '', '2026-01-01')""").params(subject, id, status).update();
    }

    /** A change that was proposed of a version long gone: whoever may decide on it learns that. */
    private long taskChange(long task, long community) {
        long id = generator.next();
        database.sql("""
                        INSERT INTO task_proposed_change (id, task_id, community_id, base_version, content, summary, reason,
                          status, proposed_by, proposed_at, decision)
                        VALUES (?, ?, ?, 0, '{}', '地点', '场地', 'PROPOSED', 'staff:1', '2026-01-01', '')""").params(id, task, community).update();
        begun("CHANGE", id, "PROPOSED");
        return id;
    }

    private long template(long community) {
        long id = generator.next();
        database.sql("""
                        INSERT INTO task_template (id, community_id, name, content, created_by, created_at)
                        VALUES (?, ?, ?, '{}', 'staff:1', '2026-01-01')""").params(id, community, Codes.next()).update();
        return id;
    }

    /** A draft of rules, a score with an objection, a proposed adjustment and a statement. */
    private void pointsDesk(GridCell community, Caller owner, Map<String, Long> ids) {
        var keeper = people.staff(StaffRole.PARTY_WORKER, community.id());
        ids.put("rule", located(keeper.form("/console/points/rules", TestRules.form(community.id()))));
        long score = scores.posted(owner.residentId(), community.id(), 60);
        ids.put("score", score);
        ids.put(
                "objection",
                id(
                        owner.post("/api/v1/points/publicity/" + score + "/objections", Map.of("text", "当天没有看到他到场。")),
                        "id"));
        var member = "/console/points/members/" + owner.residentId();
        keeper.form(member + "/adjustments", Map.of("points", "1", "reason", "补录漏记的服务", "requestKey", Codes.next()));
        ids.put("adjustment", newest("SELECT MAX(id) FROM points_adjustment WHERE resident_id = ?", owner));
        ids.put("statement", located(keeper.form(member + "/statements", Map.of("requestKey", Codes.next()))));
    }

    private static long located(Answer answer) {
        var location = answer.header("Location");
        return Long.parseLong(location.substring(location.lastIndexOf('/') + 1));
    }

    private void mall(GridCell community, Caller owner, Map<String, Long> ids, long item) {
        ids.put("mall-site", shelf.siteOf(item));
        ids.put("mall-supplier", shelf.supplier(community.id(), "惠民超市"));
        ids.put(
                "household",
                shelf.household(
                        community.id(),
                        owner.residentId(),
                        people.member(community.id()).residentId()));
        long code = shelf.voucherItem(community.id(), 1, "AAAA-BBBB");
        var sold = owner.post("/api/v1/mall/redemptions", Map.of("itemId", Long.toString(code)));
        ids.put("voucher-redemption", id(sold, "redemptionId"));
        owner.post("/api/v1/mall/redemptions/" + ids.get("voucher-redemption") + "/voucher", "");
    }

    private void appointments(GridCell community, Caller owner, Map<String, Long> ids) {
        var counter = calendars.open(community.id(), 1);
        var slots = calendars.slots(counter, 1);
        ids.put("bookable", counter.id());
        ids.put("slot", slots.get(1).id());
        var first = Long.toString(slots.get(0).id());
        ids.put("appointment", id(owner.post("/api/v1/appointments", Map.of("slotId", first)), "appointmentId"));
        var full = Long.toString(slots.get(2).id());
        people.resident().post("/api/v1/appointments", Map.of("slotId", full));
        ids.put("wait", id(owner.post("/api/v1/slots/" + full + "/waits", Map.of()), "waitId"));
        var mother = Map.of("name", "王秀兰", "relation", "PARENT", "consent", true);
        var activity = activities.published(community.id(), 50);
        ids.put("activity", activity.id());
        ids.put("activity-session", activities.session(activity).id());
        ids.put("enrolment", TestActivities.id(TestActivities.enrol(owner, activity)));
        ids.put("cared", id(owner.post("/api/v1/cared-for", mother), "id"));
    }

    /** A hall with a desk and a number that the owner took; returns the number's code. */
    private String hall(GridCell community, Caller owner, Map<String, Long> ids) {
        var director = people.staff(StaffRole.DIRECTOR, community.id());
        var line = queue.line(director, queue.counter(community.id(), 5, 0));
        ids.put("hall", line.hallId());
        ids.put("line", line.id());
        ids.put("desk", queue.open(director, line).id());
        // Nobody takes away a desk where somebody sits.
        ids.put("sitting", queue.anotherDesk(director, line, "二号窗").id());
        ids.put("screen", queue.screen(director, line).id());
        var taken = owner.post("/api/v1/tickets", Map.of("doorCode", queue.doorCode(line)));
        var code = taken.json().path("ticketCode").asString();
        ids.put("entry", queue.entry(code).id());
        return code;
    }

    /** Things that are named by a code instead of a number. */
    private Map<String, String> codes(long guideId) {
        return Map.of("card", cards.card(guideId, Map.of(), Asker.unknown()).code(), "*channel", "MINI_PROGRAM");
    }

    /** A question that nothing answers, its group, and an answer that was proposed for it. */
    private void ask(Caller owner, long community, Map<String, Long> ids) {
        owner.post("/api/v1/chat", Map.of("text", "蓬莱" + Codes.next() + "飞艇"));
        long group = questions.groupOfLast(community);
        ids.put("miss", group);
        ids.put(
                "question",
                database.sql("SELECT MAX(id) FROM chat_question WHERE group_id = ?")
                        .param(group)
                        .query(Long.class)
                        .single());
        ids.put("search", id(owner.get("/api/v1/guides/search?q=%E9%A3%9E%E8%89%87"), "searchId"));
        var form = Map.of(
                "cellId",
                Long.toString(community),
                "question",
                "飞艇停在哪里",
                "answer",
                "停在三号广场。",
                "requestKey",
                Codes.next());
        var proposed = people.staff(StaffRole.DIRECTOR, community)
                .form("/console/misses/" + group + "/answer?kind=STANDING", form);
        var path = proposed.headers().firstValue("Location").orElseThrow();
        ids.put("mending", Long.parseLong(path.substring(path.lastIndexOf('/') + 1)));
    }

    /** The same things with somebody new as {@code staff}. */
    Set withNewStaff(Set set) {
        var ids = new HashMap<>(set.ids());
        long community = Objects.requireNonNull(ids.get("community"));
        ids.put("staff", people.staff(StaffRole.GRID_WORKER, community).staffId());
        return new Set(set.owner(), ids, set.codes());
    }

    /** The same things with another template of a task. */
    Set withNewTemplate(Set set) {
        var ids = new HashMap<>(set.ids());
        ids.put("taskTemplate", template(Objects.requireNonNull(ids.get("community"))));
        return new Set(set.owner(), ids, set.codes());
    }

    /** The same things with another turn of duty and another canned reply. */
    Set withNewDesk(Set set) {
        var ids = new HashMap<>(set.ids());
        ids.putAll(desk(Objects.requireNonNull(ids.get("community"))));
        return new Set(set.owner(), ids, set.codes());
    }

    private Map<String, Long> desk(long community) {
        long id = generator.next();
        database.sql("""
                        INSERT INTO chat_duty (id, community_id, cell_id, staff_id, starts_at, ends_at)
                        VALUES (?, ?, ?, ?, '2026-01-01', '2099-01-01')""").params(id, community, community, id).update();
        database.sql("""
                        INSERT INTO chat_duty_week (id, community_id, cell_id, staff_id, days, starts_minute, minutes)
                        VALUES (?, ?, ?, ?, 127, 0, 60)""").params(id, community, community, id).update();
        database.sql("INSERT INTO chat_canned (id, community_id, title, text) VALUES (?, ?, ?, '请稍候')")
                .params(id, community, Codes.next())
                .update();
        return Map.of("duty", id, "dutyWeek", id, "canned", id);
    }

    private long newest(String sql, Caller owner) {
        return one(sql, owner.residentId());
    }

    private long only(String table, long residentId) {
        return switch (table) {
            case "identity_registration" ->
                one("SELECT MIN(id) FROM identity_registration WHERE resident_id = ?", residentId);
            default -> one("SELECT MIN(id) FROM identity_session WHERE resident_id = ?", residentId);
        };
    }

    private long one(String sql, long residentId) {
        return database.sql(sql).param(residentId).query(Long.class).single();
    }

    private static long id(Answer answer, String field) {
        if (answer.status() >= 300) {
            throw new IllegalStateException("a sample was refused: " + answer.status() + " " + answer.body());
        }
        return Long.parseLong(answer.json().path(field).asString());
    }

    /** Something that a route's body may hold: what matters is who sends it. */
    static Object body(String path) {
        return switch (path) {
            case "/api/v1/chat" -> Map.of("text", "你好");
            case "/api/v1/sessions" -> Map.of("code", "no-such-code", "noticeVersion", "none");
            case "/api/v1/appointments/{id}/reschedule" -> Map.of("slotId", "1");
            case "/api/v1/appointments/{id}/contest" -> Map.of("reason", "当天发烧，没能出门。");
            case "/api/v1/appointments/{id}/pre-check" ->
                Map.of("answers", java.util.List.of(Map.of("position", 1, "answer", "READY")));
            case "/api/v1/tasks/{id}/check-in", "/api/v1/tasks/{id}/check-out" -> Map.of("code", "NOT-A-CODE");
            case "/api/v1/registrations/{id}/move" -> Map.of("communityId", "1");
            case "/api/v1/wishes/{id}/evaluation" -> Map.of("verdict", "PASS", "stars", 5);
            case "/api/v1/appointments/{id}/check-in", "/api/v1/tickets" -> Map.of("doorCode", "NOT-A-CODE");
            case "/api/v1/enrolments/{id}/reply" -> Map.of("coming", true);
            case "/api/v1/searches/{id}/opened" -> Map.of("guideId", "1");
            default -> Map.of();
        };
    }
}
