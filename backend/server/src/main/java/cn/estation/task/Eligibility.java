package cn.estation.task;

import cn.estation.grid.Grid;
import cn.estation.identity.Members;
import cn.estation.identity.Skill;
import cn.estation.kernel.Refusal;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Who may claim what: by where they are registered, and by what they are good at. */
@Component
class Eligibility {

    private final Members members;
    private final Grid grid;

    Eligibility(Members members, Grid grid) {
        this.members = members;
        this.grid = grid;
    }

    /** What decides for one person. */
    record Person(long residentId, Members.@Nullable Membership membership, Set<Skill> skills) {}

    Person person(long residentId) {
        var membership = members.activeOf(residentId).orElse(null);
        return new Person(residentId, membership, membership == null ? Set.of() : members.skills(residentId));
    }

    /** In one phrase why not, or nothing. */
    @Nullable String phrase(Person person, VolunteerTask task) {
        if (!inAudience(person, task)) {
            return person.membership() == null ? "未报到" : "不在认领范围";
        }
        if (own(person, task)) {
            return "本人的心愿";
        }
        return skilled(person, task) ? null : "需要技能";
    }

    /**
     * @throws cn.estation.kernel.Refusal {@code not-a-member} without an active registration with the task's community
     * @throws NotForYou if it is for members of another organisation, or one's own wish
     * @throws SkillNeeded if it wants a skill that the person did not name
     */
    void require(long residentId, VolunteerTask task) {
        var person = requireAudience(residentId, task);
        if (own(person, task)) {
            throw new NotForYou("这是您自己提出的心愿，请等其他党员来认领。");
        }
        if (!skilled(person, task)) {
            throw new SkillNeeded(task);
        }
    }

    /**
     * What must still hold when somebody comes who claimed earlier.
     *
     * @throws cn.estation.kernel.Refusal {@code not-a-member} without an active registration with the task's community
     * @throws NotForYou if it is for members of another organisation
     */
    Person requireAudience(long residentId, VolunteerTask task) {
        if (task.audience() == Audience.COMMUNITY) {
            members.requireActive(residentId, task.communityId());
        }
        var person = person(residentId);
        if (!inAudience(person, task)) {
            throw new NotForYou("这项任务只限“%s”范围内报到的党员参加。".formatted(audienceName(task)));
        }
        return person;
    }

    boolean inAudience(long residentId, VolunteerTask task) {
        return inAudience(person(residentId), task);
    }

    private boolean inAudience(Person person, VolunteerTask task) {
        var membership = person.membership();
        return switch (task.audience()) {
            case EVERYONE -> true;
            case COMMUNITY -> membership != null && membership.communityId() == task.communityId();
            case ORGANISATION -> membership != null && below(membership.communityId(), task);
        };
    }

    private boolean below(long communityId, VolunteerTask task) {
        Long top = task.audienceCellId();
        return top != null
                && grid.find(communityId)
                        .filter(community -> community.lineage().contains(top))
                        .isPresent();
    }

    private String audienceName(VolunteerTask task) {
        Long top = task.audienceCellId();
        return top == null ? "" : grid.cell(top).name();
    }

    private static boolean own(Person person, VolunteerTask task) {
        Long served = task.servedResidentId();
        return served != null && served == person.residentId();
    }

    private static boolean skilled(Person person, VolunteerTask task) {
        var wanted = task.wanted();
        return wanted.isEmpty() || !Collections.disjoint(wanted, person.skills());
    }

    static final class NotForYou extends Refusal {
        NotForYou(String sentence) {
            super(HttpStatus.CONFLICT, "not-for-you", sentence);
        }
    }

    static final class SkillNeeded extends Refusal {
        SkillNeeded(VolunteerTask task) {
            super(
                    HttpStatus.CONFLICT,
                    "skill-needed",
                    "“%s”需要会%s的人；如果您会，请先在报到信息里补填技能。".formatted(task.title(), task.skillTitles()));
        }
    }
}
