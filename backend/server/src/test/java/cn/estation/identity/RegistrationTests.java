package cn.estation.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.grid.GridCell;
import cn.estation.identity.registration.RegistrationStatus;
import cn.estation.identity.registration.Registrations;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.support.TransactionTemplate;

/** 报到: applied for by the member, decided by the community. */
@EstationTest
@RecordApplicationEvents
class RegistrationTests {

    private final People people;
    private final Registrations registrations;
    private final Members members;
    private final Residents residents;
    private final List<WaitingWork> work;
    private final TransactionTemplate transaction;
    private final JdbcClient database;

    @Autowired
    RegistrationTests(
            People people,
            Registrations registrations,
            Members members,
            Residents residents,
            List<WaitingWork> work,
            TransactionTemplate transaction,
            JdbcClient database) {
        this.people = people;
        this.registrations = registrations;
        this.members = members;
        this.residents = residents;
        this.work = work;
        this.transaction = transaction;
        this.database = database;
    }

    @Test
    void makesAMemberOfWhoRegistersAndIsConfirmed(ApplicationEvents events) {
        var community = people.community();
        var resident = people.resident();
        var party = staff(StaffRole.PARTY_WORKER, community);
        long id = registered(resident, community);
        assertThat(members.activeOf(resident.residentId())).isEmpty();

        var waiting = registrations
                .page(party, RegistrationStatus.SUBMITTED, new PageQuery(null, null))
                .items();
        assertThat(waiting).extracting(Registrations.View::name).containsExactly("张*三");
        registrations.confirm(party, id);

        members.requireActive(resident.residentId(), community.id());
        assertThat(residents.maskedName(resident.residentId())).isEqualTo("张*三");
        assertThat(residents.communityOf(resident.residentId())).contains(community.id());
        assertThat(resident.get("/api/v1/registrations")
                        .json()
                        .path(0)
                        .path("status")
                        .asString())
                .isEqualTo("ACTIVE");
        assertThat(registrations.moves(party, id))
                .extracting(Registrations.Move::toStatus)
                .containsExactly(RegistrationStatus.SUBMITTED, RegistrationStatus.RECEIVED, RegistrationStatus.ACTIVE);
        assertThat(events.stream(MemberConfirmed.class))
                .contains(new MemberConfirmed(resident.residentId(), community.id()));
    }

    @Test
    void leavesTheCommunityThatTheResidentChose() {
        var cells = people.communities(2);
        var resident = people.resident();
        var chosen = resident.put(
                "/api/v1/me/community",
                Map.of("communityId", Long.toString(cells.get(0).id())));
        assertThat(chosen.status()).as(chosen.body()).isLessThan(300);
        registrations.confirm(staff(StaffRole.PARTY_WORKER, cells.get(1)), registered(resident, cells.get(1)));

        assertThat(residents.communityOf(resident.residentId()))
                .contains(cells.get(0).id());
    }

    @Test
    void needsAConsentOfItsOwn() {
        var community = people.community();
        var resident = people.resident();
        var form = form(community);
        form.put("membershipConsent", false);
        assertThat(resident.post("/api/v1/registrations", form).code()).isEqualTo("consent-needed");
        form.remove("membershipConsent");
        assertThat(resident.post("/api/v1/registrations", form).status()).isEqualTo(400);
        registered(resident, community);
        assertThat(purposes(resident)).contains("MEMBERSHIP");
    }

    @Test
    void refusesFieldsThatAreNotAsked() {
        var community = people.community();
        for (var extra : List.of("status", "residentId", "activeSince", "id", "points", "role")) {
            var form = form(community);
            form.put(extra, "1");
            assertThat(people.resident().post("/api/v1/registrations", form).status())
                    .as(extra)
                    .isEqualTo(400);
        }
    }

    @Test
    void refusesAPlaceThatIsNoCommunity() {
        var community = people.community();
        assertThat(people.resident()
                        .post("/api/v1/registrations", form(people.above(community)))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void keepsOneOpenRegistrationHoweverManyComeAtOnce() throws Exception {
        var community = people.community();
        var resident = people.resident();
        List<Answer> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = threads
                    .invokeAll(IntStream.range(0, 16)
                            .<Callable<Answer>>mapToObj(
                                    n -> () -> resident.post("/api/v1/registrations", form(community)))
                            .toList())
                    .stream()
                    .map(future -> future.resultNow())
                    .toList();
        }
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allMatch(answer -> answer.code().equals("already-registered"));
    }

    @Test
    void answersADoubleTapWithTheSameRegistration() {
        var community = people.community();
        var resident = people.resident();
        var first = resident.post("/api/v1/registrations", form(community), "double-tap-1");
        var second = resident.post("/api/v1/registrations", form(community), "double-tap-1");
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void mayRegisterAgainAfterTheEnd() {
        var cells = people.communities(2);
        var resident = people.resident();
        var director = staff(StaffRole.DIRECTOR, people.above(cells.get(0)));
        registrations.reject(director, registered(resident, cells.get(0)), "不在本社区居住");
        long second = registered(resident, cells.get(0));
        registrations.confirm(director, second);
        registrations.end(director, second, "已迁出");
        registered(resident, cells.get(1));
    }

    /** Every act from every state: either it is legal, or it is refused and nothing moves. */
    @Test
    void goesOnlyWhereTheStatesAllow() {
        var community = people.community();
        var director = staff(StaffRole.DIRECTOR, community);
        var acts = Map.<String, BiConsumer<Staff, Long>>of(
                "receive",
                registrations::receive,
                "confirm",
                registrations::confirm,
                "reject",
                (staff, id) -> registrations.reject(staff, id, "资料不全"),
                "end",
                (staff, id) -> registrations.end(staff, id, "已迁出"),
                "suspend",
                (staff, id) -> registrations.suspend(staff, id, "外派半年"),
                "resume",
                registrations::resume);
        var legal = Map.of(
                RegistrationStatus.SUBMITTED, List.of("receive", "confirm", "reject", "end"),
                RegistrationStatus.RECEIVED, List.of("confirm", "reject", "end"),
                RegistrationStatus.ACTIVE, List.of("end", "suspend"),
                RegistrationStatus.SUSPENDED, List.of("end", "resume"),
                RegistrationStatus.MOVE_ASKED, List.of("end", "suspend"),
                RegistrationStatus.MOVED, List.<String>of(),
                RegistrationStatus.REJECTED, List.<String>of(),
                RegistrationStatus.ENDED, List.<String>of());
        for (var from : RegistrationStatus.values()) {
            acts.forEach((name, act) -> {
                long id = inState(from, community, director);
                if (legal.getOrDefault(from, List.of()).contains(name)) {
                    act.accept(director, id);
                } else {
                    assertThatThrownBy(() -> act.accept(director, id))
                            .as(from + " " + name)
                            .isInstanceOf(Refusal.class);
                    assertThat(registrations.find(director, id).status()).isEqualTo(from);
                }
            });
        }
    }

    @Test
    void isDecidedByItsOwnCommunityOnly() {
        var cells = people.communities(2);
        var resident = people.resident();
        long id = registered(resident, cells.get(0));
        for (var outsider :
                List.of(staff(StaffRole.DIRECTOR, cells.get(1)), staff(StaffRole.DIRECTOR, people.community()))) {
            assertThatThrownBy(() -> registrations.confirm(outsider, id)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> registrations.reject(outsider, id, "不")).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> registrations.end(outsider, id, "不")).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> registrations.find(outsider, id)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> registrations.moves(outsider, id)).isInstanceOf(NotFound.class);
            assertThat(registrations
                            .page(outsider, null, new PageQuery(null, null))
                            .items())
                    .isEmpty();
        }
        for (var role : StaffRole.values()) {
            if (!role.grants(Permission.CONFIRM_MEMBERS)) {
                assertThatThrownBy(() -> registrations.confirm(staff(role, cells.get(0)), id))
                        .isInstanceOf(Authority.NotAllowed.class);
            }
        }
        registrations.confirm(staff(StaffRole.DIRECTOR, people.above(cells.get(0))), id);
    }

    @Test
    void isReadAndTakenBackByItsOwnMemberOnly() {
        var community = people.community();
        var resident = people.resident();
        long id = registered(resident, community);
        var stranger = people.resident();
        assertThat(stranger.delete("/api/v1/registrations/" + id).status()).isEqualTo(404);
        assertThat(stranger.get("/api/v1/registrations").body()).isEqualTo("[]");

        assertThat(resident.delete("/api/v1/registrations/" + id).status()).isEqualTo(204);
        var after = resident.get("/api/v1/registrations").json().path(0);
        assertThat(after.path("status").asString()).isEqualTo("ENDED");
        assertThat(after.path("unit").asString())
                .as("what was filled in is deleted")
                .isEmpty();
        assertThat(resident.delete("/api/v1/registrations/" + id).status()).isEqualTo(404);
    }

    @Test
    void keepsNothingReadable() {
        var resident = people.resident();
        registered(resident, people.community());
        var row = database.sql(
                        "SELECT CONCAT(name, unit, branch, skills) FROM identity_registration WHERE resident_id = ?")
                .param(resident.residentId())
                .query(String.class)
                .single();
        assertThat(row).doesNotContain("张", "水务", "支部", "维修").contains("sm4.1.");
    }

    private void moves(long id, GridCell to) {
        long resident = database.sql("SELECT resident_id FROM identity_registration WHERE id = ?")
                .param(id)
                .query(Long.class)
                .single();
        registrations.askToMove(new Resident(resident, 0), id, to.id());
    }

    @Test
    void movesToAnotherCommunityThatTakesItIn() {
        var here = people.community();
        var there = people.community();
        var member = people.member(here.id());
        var director = people.staff(StaffRole.DIRECTOR, there.id());
        var id = member.get("/api/v1/registrations").json().get(0).path("id").asString();
        var path = "/console/members/arriving/" + id + "/acceptance";
        assertThat(director.form(path, Map.of("requestKey", "key-before-it-was-asked"))
                        .status())
                .isEqualTo(404);

        assertThat(move(member, id, here).status()).isEqualTo(400);
        assertThat(move(people.member(here.id()), id, there).status()).isEqualTo(404);
        assertThat(move(member, id, there).status()).isEqualTo(204);
        assertThat(move(member, id, there).code()).isEqualTo("registration-state");
        assertThat(members.activeOf(member.residentId()).orElseThrow().communityId())
                .isEqualTo(here.id());
        assertThat(director.get("/console/members/arriving").body()).contains(here.name());
        assertThat(people.staff(StaffRole.DIRECTOR, here.id())
                        .form(path, Map.of("requestKey", "key-of-the-old-place"))
                        .status())
                .isEqualTo(404);
        assertThat(director.form(path, Map.of("requestKey", "key-of-the-new-place"))
                        .status())
                .isEqualTo(302);

        assertThat(members.activeOf(member.residentId()).orElseThrow().communityId())
                .isEqualTo(there.id());
        var mine = member.get("/api/v1/registrations").json();
        assertThat(mine.get(0).path("status").asString()).isEqualTo("ACTIVE");
        assertThat(mine.get(0).path("unit").asString())
                .isEqualTo(mine.get(1).path("unit").asString());
        assertThat(mine.get(1).path("status").asString()).isEqualTo("MOVED");
    }

    @Test
    void staysWhereItIsWhenTheOtherCommunityTurnsItDown() {
        var here = people.community();
        var there = people.community();
        var member = people.member(here.id());
        var id = member.get("/api/v1/registrations").json().get(0).path("id").asString();
        move(member, id, there);

        var answer = people.staff(StaffRole.DIRECTOR, there.id())
                .form(
                        "/console/members/arriving/" + id + "/refusal",
                        Map.of("reason", "请先办好转接手续", "requestKey", "key-of-the-refusal"));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(members.activeOf(member.residentId()).orElseThrow().communityId())
                .isEqualTo(here.id());
    }

    @Test
    void showsTheOtherCommunityThatSomebodyAsksToCome() {
        var here = people.community();
        var there = people.community();
        var member = people.member(here.id());
        var id = member.get("/api/v1/registrations").json().get(0).path("id").asString();
        var party = staff(StaffRole.PARTY_WORKER, there);
        assertThat(arriving(party)).contains(0L);

        move(member, id, there);

        assertThat(arriving(party)).contains(1L);
        assertThat(arriving(staff(StaffRole.PARTY_WORKER, here))).contains(0L);
        assertThat(arriving(staff(StaffRole.SHOPKEEPER, there))).isEmpty();
        assertThat(member.delete("/api/v1/registrations/" + id + "/move").status())
                .isEqualTo(204);
        assertThat(arriving(party)).contains(0L);
    }

    @Test
    void staysWhereItIsWhenItsMemberTakesTheWishBack() {
        var here = people.community();
        var there = people.community();
        var other = people.community();
        var member = people.member(here.id());
        var id = member.get("/api/v1/registrations").json().get(0).path("id").asString();
        var wish = "/api/v1/registrations/" + id + "/move";
        assertThat(member.delete(wish).code()).isEqualTo("registration-state");
        move(member, id, there);
        assertThat(people.member(here.id()).delete(wish).status()).isEqualTo(404);

        assertThat(member.delete(wish).status()).isEqualTo(204);

        var mine = member.get("/api/v1/registrations").json().get(0);
        assertThat(mine.path("status").asString()).isEqualTo("ACTIVE");
        var last = registrations
                .moves(staff(StaffRole.DIRECTOR, here), Long.parseLong(id))
                .getLast();
        assertThat(last.fromStatus()).isEqualTo(RegistrationStatus.MOVE_ASKED);
        assertThat(last.actor()).isEqualTo("resident:" + member.residentId());
        assertThat(move(member, id, other).status()).isEqualTo(204);
        assertThatThrownBy(() -> registrations.takeIn(staff(StaffRole.DIRECTOR, there), Long.parseLong(id)))
                .isInstanceOf(NotFound.class);
        registrations.takeIn(staff(StaffRole.DIRECTOR, other), Long.parseLong(id));
        assertThat(member.delete(wish).status()).isEqualTo(404);
    }

    /** The wish goes to another community while the first one is about to take the member in. */
    @Test
    void takesInNobodyWhoNowAsksToGoElsewhere() {
        var there = people.community();
        var other = people.community();
        var member = people.member(people.community().id());
        var mover = new Resident(member.residentId(), 0);
        long id = member.get("/api/v1/registrations").json().get(0).path("id").asLong();
        registrations.askToMove(mover, id, there.id());
        var director = staff(StaffRole.DIRECTOR, there);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var taking = Objects.requireNonNull(transaction.execute(status -> {
                registrations.stay(mover, id);
                registrations.askToMove(mover, id, other.id());
                var waits = threads.submit(() -> registrations.takeIn(director, id));
                assertThatThrownBy(() -> waits.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
                return waits;
            }));
            assertThatThrownBy(taking::get).hasCauseInstanceOf(NotFound.class);
        }

        registrations.takeIn(staff(StaffRole.DIRECTOR, other), id);
    }

    @Test
    void mayRestThoughItsMemberAsksToMove() {
        var here = people.community();
        var there = people.community();
        var member = people.member(here.id());
        var id = member.get("/api/v1/registrations").json().get(0).path("id").asString();
        move(member, id, there);
        var party = people.staff(StaffRole.PARTY_WORKER, here.id());
        var path = "/console/members/" + id;
        assertThat(party.get(path).body()).contains(path + "/suspension", "转出申请随之作废");

        var answer = party.form(path + "/suspension", Map.of("reason", "外派半年", "requestKey", "key-of-the-suspension"));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(members.activeOf(member.residentId())).isEmpty();
        assertThat(arriving(staff(StaffRole.DIRECTOR, there))).contains(0L);
        registrations.resume(staff(StaffRole.DIRECTOR, here), Long.parseLong(id));
        assertThat(members.activeOf(member.residentId()).orElseThrow().communityId())
                .isEqualTo(here.id());
    }

    @Test
    void claimsNothingWhileItIsSuspended() {
        var community = people.community();
        var member = people.member(community.id());
        var id = member.get("/api/v1/registrations").json().get(0).path("id").asLong();
        var director = staff(StaffRole.DIRECTOR, community);

        registrations.suspend(director, id, "外派半年");
        assertThat(members.activeOf(member.residentId())).isEmpty();
        registrations.resume(director, id);

        assertThat(members.activeOf(member.residentId())).isPresent();
    }

    /** How many ask to come, as the first page tells. */
    private Optional<Long> arriving(Staff staff) {
        return work.stream()
                .flatMap(one -> one.waiting(staff).stream())
                .filter(waiting -> waiting.path().equals("/console/members/arriving"))
                .map(WaitingWork.Waiting::count)
                .findFirst();
    }

    private static Answer move(Caller member, String id, GridCell to) {
        return member.post("/api/v1/registrations/" + id + "/move", Map.of("communityId", Long.toString(to.id())));
    }

    private long inState(RegistrationStatus status, GridCell community, Staff director) {
        long id = registered(people.resident(), community);
        switch (status) {
            case SUBMITTED -> {}
            case RECEIVED -> registrations.receive(director, id);
            case ACTIVE -> registrations.confirm(director, id);
            case REJECTED -> registrations.reject(director, id, "资料不全");
            case ENDED -> registrations.end(director, id, "已迁出");
            case SUSPENDED -> {
                registrations.confirm(director, id);
                registrations.suspend(director, id, "外派");
            }
            case MOVE_ASKED -> {
                registrations.confirm(director, id);
                moves(id, people.community());
            }
            case MOVED -> {
                var other = people.community();
                registrations.confirm(director, id);
                moves(id, other);
                registrations.takeIn(staff(StaffRole.DIRECTOR, other), id);
            }
        }
        return id;
    }

    private long registered(Caller resident, GridCell community) {
        var answer = resident.post("/api/v1/registrations", form(community));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return Long.parseLong(answer.json().path("registrationId").asString());
    }

    private static Map<String, Object> form(GridCell community) {
        return new HashMap<>(Map.of(
                "communityId", Long.toString(community.id()),
                "name", "张小三",
                "unit", "区水务局",
                "branch", "机关第一党支部",
                "skills", "水电维修",
                "membershipConsent", true));
    }

    private static List<String> purposes(Caller resident) {
        return resident.get("/api/v1/me")
                .json()
                .path("consents")
                .valueStream()
                .map(consent -> consent.path("purpose").asString())
                .toList();
    }

    private Staff staff(StaffRole role, GridCell cell) {
        var caller = people.staff(role, cell.id());
        return new Staff(caller.staffId(), role.title(), 0, List.of(new Staff.Grant(role, cell.id())));
    }
}
