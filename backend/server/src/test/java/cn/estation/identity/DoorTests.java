package cn.estation.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.EstationTest;
import cn.estation.People;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who gets through which door. */
@EstationTest
class DoorTests {

    private final People people;

    @Autowired
    DoorTests(People people) {
        this.people = people;
    }

    @Test
    void sendsAStrangerToTheSignIn() {
        var stranger = people.stranger();
        assertThat(stranger.get("/console").header("Location")).endsWith("/console/sign-in");
        assertThat(stranger.get("/api/v1/sessions").status()).isEqualTo(401);
        assertThat(stranger.get("/api/v1/sessions").code()).isEqualTo("not-signed-in");
    }

    @Test
    void hidesWhatIsNotThere() {
        var stranger = people.stranger();
        for (var path :
                new String[] {"/actuator", "/actuator/env", "/h2-console", "/druid", "/.git/config", "/nothing"}) {
            assertThat(stranger.get(path).status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void letsStaffIntoTheConsoleAndResidentsOntoTheApiButNotTheOtherWayRound() {
        var community = people.community();
        var staff = people.staff(StaffRole.DIRECTOR, community.id());
        var resident = people.resident();

        assertThat(staff.get("/api/v1/nothing-here").status()).isEqualTo(401);
        assertThat(resident.get("/api/v1/nothing-here").status()).isEqualTo(404);
        assertThat(resident.get("/console/nothing-here").status()).isEqualTo(302);
        assertThat(staff.get("/console/nothing-here").status()).isNotIn(302, 401, 403);
    }

    @Test
    void refusesAConsoleFormWithoutItsToken() {
        var staff = people.staff(StaffRole.DIRECTOR, people.community().id());
        assertThat(staff.form("/console/nothing-here", Map.of("_csrf", "")).status())
                .isEqualTo(403);
        assertThat(staff.form("/console/nothing-here", Map.of()).status()).isNotIn(302, 401, 403);
    }
}
