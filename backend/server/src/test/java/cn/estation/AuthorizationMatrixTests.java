package cn.estation;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Routes.Route;
import cn.estation.grid.GridCell;
import cn.estation.identity.Permission;
import cn.estation.identity.StaffRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

/**
 * Walks every route as everybody: strangers, residents, and staff of each role for the cell itself, the one above, one
 * below, a sibling and one elsewhere. Who may is written in {@code authorization.tsv}, a line a route; a route that is
 * missing there fails the test.
 */
@EstationTest
class AuthorizationMatrixTests {

    /** Where a role was given, seen from the community that a thing belongs to. */
    enum Relation {
        OWN,
        ABOVE,
        BELOW,
        SIBLING,
        ELSEWHERE;

        boolean reaches() {
            return this == OWN || this == ABOVE;
        }
    }

    /**
     * One line of the table.
     *
     * @param who SIGN_IN, SIGN_OUT, OPEN, RESIDENT, OWNER, STAFF or the names of permissions, one of which is needed
     * @param thing what the id in the path names; empty where there is none; with a star where it has no place in the tree,
     *     with a tilde where who works in a part of its community reaches it too
     */
    record Rule(Route route, String who, String thing) {}

    private final Routes routes;
    private final People people;
    private final Samples samples;

    @Autowired
    AuthorizationMatrixTests(Routes routes, People people, Samples samples) {
        this.routes = routes;
        this.people = people;
        this.samples = samples;
    }

    @Test
    void theTableNamesEveryRouteAndNothingElse() {
        var all = new ArrayList<Route>();
        all.addAll(routes.under("/api/v1"));
        // Pages that are not there have a page of their own, and tests of errors break some on purpose.
        routes.under("/console").stream()
                .filter(route -> !route.path().contains("{first"))
                .filter(route -> !route.path().endsWith("-for-tests"))
                .forEach(all::add);
        assertThat(rules()).extracting(Rule::route).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void theApiLetsInWhomTheTableSays() {
        var community = people.community();
        var set = samples.in(community);
        var owner = set.owner();
        var other = people.resident();
        var director = people.staff(StaffRole.DIRECTOR, community.id());
        var wrong = new ArrayList<String>();
        for (var rule : rules()) {
            if (!rule.route().path().startsWith("/api/") || rule.who().equals("SIGN_IN")) {
                continue;
            }
            var path = set.fill(rule.route().path(), rule.thing());
            boolean open = rule.who().equals("OPEN");
            expect(
                    wrong,
                    rule,
                    "a stranger",
                    call(people.stranger(), rule, path, set),
                    open ? Verdict.IN : Verdict.UNKNOWN);
            expect(wrong, rule, "a made-up token", call(other.with("made-up"), rule, path, set), Verdict.UNKNOWN);
            expect(
                    wrong,
                    rule,
                    "staff with a cookie",
                    call(director, rule, path, set),
                    open ? Verdict.IN : Verdict.UNKNOWN);
            if (rule.who().equals("OWNER")) {
                expect(wrong, rule, "another resident", call(other, rule, path, set), Verdict.NOTHING_THERE);
                if (rule.route().method().equals("GET")) {
                    expect(wrong, rule, "the owner", call(owner, rule, path, set), Verdict.IN);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void nobodySignsInWithNothing() {
        var set = samples.in(people.community());
        for (var rule : rules()) {
            if (rule.who().equals("SIGN_IN")) {
                var answer = call(people.stranger(), rule, rule.route().path(), set);
                assertThat(answer.status() < 300 && rule.route().path().startsWith("/api"))
                        .as(rule.route().toString())
                        .isFalse();
                assertThat(answer.header("Set-Cookie")).doesNotContain("__Host-estation=");
            }
        }
    }

    @Test
    void theConsoleLetsInWhomTheTableSays() {
        var siblings = people.communities(2);
        var community = siblings.getFirst();
        var set = samples.in(community);
        var cells = Map.of(
                Relation.OWN, community,
                Relation.ABOVE, people.above(community),
                Relation.BELOW, people.below(community),
                Relation.SIBLING, siblings.getLast(),
                Relation.ELSEWHERE, people.community());
        var wrong = new ArrayList<String>();
        for (var role : StaffRole.values()) {
            for (var relation : staff(role, cells).entrySet()) {
                for (var rule : rules()) {
                    if (rule.route().path().startsWith("/console")
                            && !rule.who().startsWith("SIGN_")) {
                        walk(wrong, rule, role, relation.getKey(), relation.getValue(), set);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void theConsoleShowsTheDoorToEverybodyElse() {
        var community = people.community();
        var set = samples.in(community);
        var wrong = new ArrayList<String>();
        for (var rule : rules()) {
            if (!rule.route().path().startsWith("/console")
                    || rule.who().equals("OPEN")
                    || rule.who().equals("SIGN_IN")) {
                continue;
            }
            var path = set.fill(rule.route().path(), rule.thing());
            for (var outsider : List.of(people.stranger(), set.owner())) {
                var answer = call(outsider, rule, path, set);
                boolean shown =
                        answer.status() == 302 && answer.header("Location").endsWith("/console/sign-in");
                if (!shown && answer.status() != 403 && answer.status() != 401) {
                    wrong.add(rule.route() + " let an outsider in: " + answer.status());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private Map<Relation, Caller> staff(StaffRole role, Map<Relation, GridCell> cells) {
        var staff = new EnumMap<Relation, Caller>(Relation.class);
        cells.forEach((relation, cell) -> staff.put(relation, people.staff(role, cell.id())));
        return staff;
    }

    private void walk(
            List<String> wrong, Rule rule, StaffRole role, Relation relation, Caller caller, Samples.Set set) {
        var verdict = verdict(rule, role, relation);
        // Whoever is ended once is gone: each attempt gets somebody new.
        var things = switch (rule.route().path()) {
            case "/console/staff/{id}/end" -> samples.withNewStaff(set);
            case "/console/duty/{id}/remove", "/console/duty/week/{id}/remove", "/console/canned/{id}/remove" ->
                samples.withNewDesk(set);
            case "/console/members/arriving/{id}/acceptance", "/console/members/arriving/{id}/refusal" ->
                samples.withNewArrival(set);
            case "/console/task/templates/{id}/deletion" -> samples.withNewTemplate(set);
            default -> set;
        };
        var answer = call(caller, rule, things.fill(rule.route().path(), rule.thing()), things);
        expect(wrong, rule, role + " " + relation, answer, verdict);
    }

    private static Verdict verdict(Rule rule, StaffRole role, Relation relation) {
        if (rule.who().equals("STAFF") || rule.who().equals("OPEN")) {
            return Verdict.IN;
        }
        if (rule.who().equals("OWNER")) {
            return Verdict.NOTHING_THERE;
        }
        if (Arrays.stream(rule.who().split("\\|")).noneMatch(name -> role.grants(Permission.valueOf(name)))) {
            return Verdict.NOT_ALLOWED;
        }
        boolean placed = !rule.thing().isEmpty() && !rule.thing().startsWith("*");
        return !placed || relation.reaches() || rule.thing().startsWith("~") && relation == Relation.BELOW
                ? Verdict.IN
                : Verdict.NOTHING_THERE;
    }

    enum Verdict {
        IN,
        UNKNOWN,
        NOT_ALLOWED,
        NOTHING_THERE;

        boolean fits(int status) {
            return switch (this) {
                case IN -> status != 401 && status != 403 && status != 404 && status < 500;
                case UNKNOWN -> status == 401;
                case NOT_ALLOWED -> status == 403;
                case NOTHING_THERE -> status == 404;
            };
        }
    }

    private static void expect(List<String> wrong, Rule rule, String who, Answer answer, Verdict verdict) {
        if (!verdict.fits(answer.status())) {
            wrong.add("%s as %s: %d instead of %s".formatted(rule.route(), who, answer.status(), verdict));
        }
    }

    private static Answer call(Caller caller, Rule rule, String path, Samples.Set set) {
        var method = rule.route().method();
        if (method.equals("GET")) {
            return caller.get(path);
        }
        if (rule.route().path().endsWith("/halls/{id}/end")) {
            // Without a reason the day goes on, and with it the desks that are tried later.
            return caller.form(path, Map.of());
        }
        if (path.startsWith("/console")) {
            return caller.form(path, set.form());
        }
        return switch (method) {
            case "DELETE" -> caller.delete(path);
            case "POST" -> caller.post(path, Samples.body(rule.route().path()));
            default -> caller.put(path, Samples.body(rule.route().path()));
        };
    }

    private static List<Rule> rules() {
        try {
            return new ClassPathResource("authorization.tsv")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Arrays.asList(line.split("\t", -1)))
                    .map(parts -> new Rule(
                            new Route(parts.get(0), parts.get(1)),
                            parts.get(2),
                            parts.size() > 3 ? Objects.requireNonNull(parts.get(3)) : ""))
                    .toList();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
