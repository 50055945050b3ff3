package cn.estation.identity.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.grid.GridCell;
import cn.estation.identity.Authority;
import cn.estation.identity.Staff;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Codes;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.PageQuery;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Administrators look after their own part of the tree and nobody else's. */
@EstationTest
class StaffDirectoryTests {

    private final People people;
    private final StaffDirectory directory;
    private final StaffSessions sessions;
    private final TestStaff testStaff;
    private final JdbcClient database;

    @Autowired
    StaffDirectoryTests(
            People people, StaffDirectory directory, StaffSessions sessions, TestStaff testStaff, JdbcClient database) {
        this.people = people;
        this.directory = directory;
        this.sessions = sessions;
        this.testStaff = testStaff;
        this.database = database;
    }

    @Test
    void addsStaffWhoMustSetUpBothFactors() {
        var cell = people.community();
        var admin = staff(StaffRole.ADMINISTRATOR, cell);
        var login = login();
        var account = directory.add(admin, login, "许静", StaffRole.COMMUNITY_WORKER, cell.id());
        var person = directory.find(admin, account.id());
        assertThat(person.totpSet()).isFalse();
        assertThat(person.passwordIsInitial()).isTrue();
        assertThat(person.grants()).containsExactly(new Staff.Grant(StaffRole.COMMUNITY_WORKER, cell.id()));
        assertThat(audited("staff.add", account.id())).isEqualTo(1);
        assertThat(account.toString()).doesNotContain(account.password());

        assertThatThrownBy(() ->
                        directory.add(admin, login.toUpperCase(Locale.ROOT), "又一个", StaffRole.GRID_WORKER, cell.id()))
                .isInstanceOf(StaffDirectory.LoginTaken.class);
        assertThatThrownBy(() -> directory.add(admin, "a b", "名字", StaffRole.GRID_WORKER, cell.id()))
                .isInstanceOf(BadInput.class);
    }

    @Test
    void refusesWhoIsNoAdministrator() {
        var cell = people.community();
        for (var role : StaffRole.values()) {
            if (role == StaffRole.ADMINISTRATOR) {
                continue;
            }
            var someone = staff(role, cell);
            assertThatThrownBy(() -> directory.page(someone, new PageQuery(null, null)))
                    .isInstanceOf(Authority.NotAllowed.class);
            assertThatThrownBy(() -> directory.add(someone, login(), "名字", StaffRole.GRID_WORKER, cell.id()))
                    .isInstanceOf(Authority.NotAllowed.class);
            assertThatThrownBy(() -> directory.end(someone, someone.id())).isInstanceOf(Authority.NotAllowed.class);
            assertThatThrownBy(() -> directory.resetTotp(someone, someone.id()))
                    .isInstanceOf(Authority.NotAllowed.class);
            assertThatThrownBy(() -> directory.resetPassword(someone, someone.id()))
                    .isInstanceOf(Authority.NotAllowed.class);
            assertThatThrownBy(() -> directory.grant(someone, someone.id(), StaffRole.DIRECTOR, cell.id()))
                    .isInstanceOf(Authority.NotAllowed.class);
        }
    }

    @Test
    void hidesSiblingsAndParentsFromAnAdministrator() {
        var cells = people.communities(2);
        var admin = staff(StaffRole.ADMINISTRATOR, cells.get(0));
        var parent = people.above(cells.get(0));
        for (var cell : List.of(cells.get(1), parent, people.above(parent), people.community())) {
            var other = staff(StaffRole.GRID_WORKER, cell);
            assertThatThrownBy(() -> directory.find(admin, other.id())).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> directory.end(admin, other.id())).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> directory.resetTotp(admin, other.id())).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> directory.resetPassword(admin, other.id())).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> directory.add(admin, login(), "名字", StaffRole.GRID_WORKER, cell.id()))
                    .isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> directory.grant(admin, admin.id(), StaffRole.ADMINISTRATOR, cell.id()))
                    .isInstanceOf(NotFound.class);
            assertThat(directory.page(admin, new PageQuery(null, 100)).items())
                    .noneMatch(person -> person.id() == other.id());
        }
        var below = staff(StaffRole.GRID_WORKER, cells.get(0));
        assertThat(directory.page(admin, new PageQuery(null, 100)).items())
                .anyMatch(person -> person.id() == below.id());
    }

    /** Otherwise an administrator of a corner could take over somebody who is powerful elsewhere. */
    @Test
    void refusesToChangeWhoHasARoleElsewhereToo() {
        var cells = people.communities(2);
        var above = staff(StaffRole.ADMINISTRATOR, people.above(cells.get(0)));
        var corner = staff(StaffRole.ADMINISTRATOR, cells.get(0));
        var both = staff(StaffRole.DIRECTOR, cells.get(0));
        directory.grant(above, both.id(), StaffRole.DIRECTOR, cells.get(1).id());

        assertThat(directory.find(corner, both.id()).id()).isEqualTo(both.id());
        assertThatThrownBy(() -> directory.resetPassword(corner, both.id()))
                .isInstanceOf(StaffDirectory.NotYours.class);
        assertThatThrownBy(() -> directory.resetTotp(corner, both.id())).isInstanceOf(StaffDirectory.NotYours.class);
        assertThatThrownBy(() -> directory.end(corner, both.id())).isInstanceOf(StaffDirectory.NotYours.class);
        directory.resetPassword(above, both.id());
    }

    @Test
    void keepsAdministratorsAndAuditorsApartFromTheWork() {
        var cell = people.community();
        var admin = staff(StaffRole.ADMINISTRATOR, cell);
        var director = staff(StaffRole.DIRECTOR, cell);
        assertThatThrownBy(() -> directory.grant(admin, admin.id(), StaffRole.DIRECTOR, cell.id()))
                .isInstanceOf(StaffDirectory.RolesExclude.class);
        assertThatThrownBy(() -> directory.grant(admin, director.id(), StaffRole.AUDITOR, cell.id()))
                .isInstanceOf(StaffDirectory.RolesExclude.class);
        directory.grant(admin, director.id(), StaffRole.SHOPKEEPER, cell.id());
    }

    @Test
    void takesARoleAwayAtTheNextRequest() {
        var cell = people.community();
        var admin = staff(StaffRole.ADMINISTRATOR, cell);
        var director = staff(StaffRole.DIRECTOR, cell);
        directory.grant(admin, director.id(), StaffRole.SHOPKEEPER, cell.id());
        var token = testStaff.signIn(director.id());
        assertThat(sessions.staff(token).orElseThrow().grants()).hasSize(2);

        directory.revoke(admin, director.id(), StaffRole.DIRECTOR, cell.id());
        assertThat(sessions.staff(token).orElseThrow().grants())
                .containsExactly(new Staff.Grant(StaffRole.SHOPKEEPER, cell.id()));
        assertThatThrownBy(() -> directory.revoke(admin, director.id(), StaffRole.SHOPKEEPER, cell.id()))
                .isInstanceOf(StaffDirectory.LastRole.class);
    }

    @Test
    void endsEverySessionOfWhoLeavesOrGetsNewCredentials() {
        var cell = people.community();
        var admin = staff(StaffRole.ADMINISTRATOR, cell);
        var director = people.staff(StaffRole.DIRECTOR, cell.id());
        assertThat(director.get("/console/no-such-page").status()).isNotEqualTo(302);
        directory.resetTotp(admin, director.staffId());
        assertThat(director.get("/console/no-such-page").status()).isEqualTo(302);

        var token = testStaff.signIn(director.staffId());
        directory.resetPassword(admin, director.staffId());
        assertThat(sessions.staff(token)).isEmpty();

        var last = testStaff.signIn(director.staffId());
        directory.end(admin, director.staffId());
        assertThat(sessions.staff(last)).isEmpty();
        assertThatThrownBy(() -> directory.end(admin, director.staffId())).isInstanceOf(NotFound.class);
        assertThat(audited("staff.end", director.staffId())).isEqualTo(1);
    }

    @Test
    void refusesToLoseTheLastAdministrator() {
        var district = people.above(people.above(people.community()));
        var admin = staff(StaffRole.ADMINISTRATOR, district);
        assertThatThrownBy(() -> directory.end(admin, admin.id())).isInstanceOf(StaffDirectory.LastAdministrator.class);

        var second = staff(StaffRole.ADMINISTRATOR, district);
        directory.end(second, admin.id());
        assertThatThrownBy(() -> directory.end(second, second.id()))
                .isInstanceOf(StaffDirectory.LastAdministrator.class);
    }

    @Test
    void keepsOneAdministratorWhenTwoEndEachOtherAtOnce() throws Exception {
        var district = people.above(people.above(people.community()));
        var one = staff(StaffRole.ADMINISTRATOR, district);
        var two = staff(StaffRole.ADMINISTRATOR, district);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(List.<Callable<Boolean>>of(
                    () -> {
                        directory.end(one, two.id());
                        return true;
                    },
                    () -> {
                        directory.end(two, one.id());
                        return true;
                    }));
        }
        var left = database.sql("SELECT COUNT(*) FROM identity_staff WHERE id IN (?, ?) AND status = 'ACTIVE'")
                .params(one.id(), two.id())
                .query(Integer.class)
                .single();
        assertThat(left).isEqualTo(1);
    }

    private Staff staff(StaffRole role, GridCell cell) {
        return sessions.staff(testStaff.signIn(testStaff.add(role, cell.id()))).orElseThrow();
    }

    private int audited(String action, long staffId) {
        return database.sql("SELECT COUNT(*) FROM audit_entry WHERE action = ? AND subject = ?")
                .params(action, "staff:" + staffId)
                .query(Integer.class)
                .single();
    }

    private static String login() {
        return "t" + Codes.next().toLowerCase(Locale.ROOT);
    }
}
