package cn.estation.appointment.activity;

import static cn.estation.appointment.activity.TestActivities.enrol;
import static cn.estation.appointment.activity.TestActivities.id;
import static cn.estation.appointment.activity.TestActivities.reply;
import static cn.estation.appointment.activity.TestActivities.withdraw;
import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import cn.estation.appointment.TestCalendars;
import cn.estation.appointment.TestOffice;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.kernel.Time;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Every two things that can happen to an activity at the same moment: afterwards every invariant holds. */
@EstationTest
class ActivityRaceTests {

    /** What happens. */
    enum Act {
        ENROL,
        WITHDRAW,
        DECIDE,
        CANCEL,
        MOVE,
        REPLY,
        WAIT,
        CLOSE
    }

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");
    private static final int PLACES = 4;
    private static final int EACH = 2;

    private final People people;
    private final TestActivities activities;
    private final TestCalendars calendars;
    private final TestOffice office;
    private Activity activity;
    private Caller staff;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    ActivityRaceTests(People people, TestActivities activities, TestCalendars calendars, TestOffice office) {
        this.people = people;
        this.activities = activities;
        this.calendars = calendars;
        this.office = office;
    }

    @BeforeEach
    void arrive() {
        long community = people.community().id();
        staff = people.staff(StaffRole.DIRECTOR, community);
        // Two are needed and two are there, so that every withdrawal and every enrolment may turn the decision.
        activity = activities.published(community, PLACES, terms -> terms.atLeast(2));
    }

    static Stream<List<Act>> pairs() {
        var all = new ArrayList<List<Act>>();
        for (var one : Act.values()) {
            for (var other : Act.values()) {
                if (one.compareTo(other) <= 0) {
                    all.add(List.of(one, other));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    @DisplayName("at once")
    void leavesEverythingExplained(List<Act> acts) {
        var contenders = new ArrayList<Callable<Integer>>();
        for (var act : acts) {
            for (int n = 0; n < EACH; n++) {
                contenders.add(ready(act));
            }
        }

        var outcomes = Race.of(contenders.size(), contenders::get);

        assertThat(outcomes).as("nothing but yes, no and gone: %s", acts).allMatch(status -> status < 500);
        activities.finish();
        activities.tell();
        var slot = calendars.slot(activities.slot(activity));
        assertThat(calendars.placesWithoutRows(slot.id())).isZero();
        assertThat(slot.taken()).isLessThanOrEqualTo(PLACES);
        if (!activities.session(activity).live()) {
            assertThat(calendars.seats(slot.id())).as("nobody comes in vain").isZero();
        }
        assertThat(activities.findings()).isEmpty();
    }

    private Callable<Integer> ready(Act act) {
        var caller = people.resident();
        return switch (act) {
            case ENROL -> () -> status(() -> enrol(caller, activity));
            case WITHDRAW -> {
                long there = id(enrol(caller, activity));
                yield () -> status(() -> withdraw(caller, there));
            }
            case DECIDE -> {
                activities.due(activities.session(activity));
                yield () -> {
                    activities.decide();
                    return 200;
                };
            }
            case CANCEL -> () -> form("/console/activities/" + activity.id() + "/cancellation", Map.of("reason", "台风"));
            case MOVE -> {
                var typed = MINUTE.format(LocalDateTime.ofInstant(activities.at(5, 10), Time.CHINA));
                var path = "/console/activities/sessions/"
                        + activities.session(activity).id() + "/time";
                yield () -> form(path, Map.of("startsAt", typed, "minutes", "60"));
            }
            case REPLY -> {
                long there = id(enrol(caller, activity));
                yield () -> {
                    activities.tell();
                    return status(() -> reply(caller, there, false));
                };
            }
            case WAIT -> () -> status(() -> caller.post("/api/v1/activities/" + activity.id() + "/waits", Map.of()));
            case CLOSE ->
                () -> {
                    office.close(
                            staff,
                            activity.id(),
                            calendars.slot(activities.slot(activity)).day(),
                            "停电");
                    return 200;
                };
        };
    }

    private int form(String path, Map<String, String> fields) {
        var form = new java.util.HashMap<>(fields);
        form.put("requestKey", Codes.next());
        return staff.form(path, form).status();
    }

    private static int status(Supplier<Answer> attempt) {
        return Race.persist(attempt, Answer::status).status();
    }
}
