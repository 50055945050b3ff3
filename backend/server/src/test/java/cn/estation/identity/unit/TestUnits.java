package cn.estation.identity.unit;

import cn.estation.Caller;
import cn.estation.People;
import cn.estation.grid.GridCell;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Units with their organisation staff, and members who registered themselves and were confirmed. */
@Component
public class TestUnits {

    private final People people;
    private final JdbcClient database;

    TestUnits(People people, JdbcClient database) {
        this.people = people;
        this.database = database;
    }

    public long unit(GridCell cell) {
        return unit(cell, "区税务局" + Codes.next());
    }

    public long unit(GridCell cell, String name) {
        var administrator = people.staff(StaffRole.ADMINISTRATOR, cell.id());
        var form = Map.of("name", name, "cellId", Long.toString(cell.id()), "requestKey", Codes.next());
        var answer = administrator.form("/console/units", form);
        if (answer.status() != 302) {
            throw new IllegalStateException(answer.body());
        }
        return database.sql("SELECT MAX(id) FROM identity_unit WHERE cell_id = ?")
                .param(cell.id())
                .query(Long.class)
                .single();
    }

    /** Somebody who looks after the members of a unit. */
    public Caller organiser(GridCell cell, long unit) {
        var organiser = people.staff(StaffRole.UNIT_ORGANISER, cell.id());
        link(cell, unit, organiser);
        return organiser;
    }

    void link(GridCell cell, long unit, Caller who) {
        var login = database.sql("SELECT login FROM identity_staff WHERE id = ?")
                .param(who.staffId())
                .query(String.class)
                .single();
        var answer = people.staff(StaffRole.ADMINISTRATOR, cell.id())
                .form("/console/units/" + unit + "/staff", Map.of("login", login, "requestKey", Codes.next()));
        if (answer.status() != 302) {
            throw new IllegalStateException(answer.body());
        }
    }

    /** A member who applied with this name and unit, confirmed by the community. */
    public Caller member(GridCell community, String name, String unit) {
        var resident = people.resident();
        register(resident, community, name, unit);
        return resident;
    }

    public void register(Caller resident, GridCell community, String name, String unit) {
        var form = new HashMap<String, Object>();
        form.put("communityId", Long.toString(community.id()));
        form.put("name", name);
        form.put("unit", unit);
        form.put("branch", "第一支部");
        form.put("membershipConsent", true);
        var id = resident.post("/api/v1/registrations", form)
                .json()
                .path("registrationId")
                .asString();
        var answer = people.staff(StaffRole.PARTY_WORKER, community.id())
                .form("/console/members/" + id + "/confirm", Map.of("requestKey", Codes.next()));
        if (answer.status() != 302) {
            throw new IllegalStateException(answer.body());
        }
    }

    /** Lets the unit see so much of the member. Returns the id of that consent. */
    public long share(Caller member, long unit, String detail) {
        var answer = member.put(
                "/api/v1/me/unit-view", Map.of("unitId", Long.toString(unit), "detail", detail, "consent", true));
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.status() + answer.body());
        }
        return database.sql("SELECT id FROM identity_unit_share WHERE open_resident_id = ?")
                .param(member.residentId())
                .query(Long.class)
                .single();
    }
}
