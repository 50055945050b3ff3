package cn.estation.sandbox.chaos;

import cn.estation.sandbox.demo.DemoStaff;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The first community of the demonstration district, and what its staff do in the console for a simulation. */
public final class DemoPlace {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");
    private static final Duration WHOLE_DAY = Duration.ofHours(24);
    private static final String NAME = "demo-community-1";

    private final Door door;
    private final String server;
    private final String communityId;
    private final Map<String, Console> consoles = new HashMap<>();

    DemoPlace(Door door, String server) {
        this.door = door;
        this.server = server;
        this.communityId = find(door.read("/api/v1/communities", "").body());
    }

    private static String find(JsonNode communities) {
        return communities
                .valueStream()
                .filter(community -> community.path("code").asString().equals(NAME))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the demonstration is not loaded: " + communities))
                .path("id")
                .asString();
    }

    public String communityId() {
        return communityId;
    }

    /** The console of a demo account, signed in once. */
    public Console console(String login) {
        return consoles.computeIfAbsent(login, any -> {
            var staff = DemoStaff.find(login).orElseThrow();
            return Console.signIn(server, staff.login(), staff.password(), staff.totpSecret());
        });
    }

    /**
     * Signs an account in again, at the time the server has.
     *
     * @throws IllegalStateException if it could not be done now
     */
    void signInAgain(String login, Instant serverTime) {
        var staff = DemoStaff.find(login).orElseThrow();
        consoles.put(login, Console.signIn(server, staff.login(), staff.password(), staff.totpSecret(), serverTime));
    }

    /** Publishes a task that begins so far from now and lasts an hour. Returns its id. */
    public String publishTask(String title, Duration beginsIn, int places) {
        return publishTask(title, "OTHER", beginsIn, Duration.ofHours(1), places);
    }

    private String publishTask(String title, String kind, Duration beginsIn, Duration lasts, int places) {
        var begins = LocalDateTime.now(java.time.Clock.system(CHINA)).plus(beginsIn);
        var page = console("demo.party")
                .submit(
                        "/console/task/new",
                        "/console/task",
                        Map.of(
                                "communityId",
                                communityId,
                                "kind",
                                kind,
                                "title",
                                title,
                                "description",
                                "演练任务。",
                                "place",
                                "社区广场",
                                "startsAt",
                                MINUTE.format(begins),
                                "endsAt",
                                MINUTE.format(begins.plus(lasts)),
                                "places",
                                Integer.toString(places),
                                "act",
                                "publish"));
        return idIn(page);
    }

    /** Puts something on the shelf. Returns its id. */
    public String shelve(String name, int price, int stock) {
        var page = console("demo.shop")
                .submit(
                        "/console/mall/items/new",
                        "/console/mall/items",
                        Map.of(
                                "communityId",
                                communityId,
                                "name",
                                name,
                                "description",
                                "演练商品。",
                                "price",
                                Integer.toString(price),
                                "perPerson",
                                "",
                                "returnDays",
                                "7",
                                "pickupPlace",
                                "社区服务大厅",
                                "pickupHours",
                                "工作日",
                                "stock",
                                Integer.toString(stock)));
        console("demo.shop").submit(page, page + "/listing", Map.of());
        return idIn(page);
    }

    /** Adds a counter to the mall. Returns its id. */
    public String addSite(String name) {
        var shop = console("demo.shop");
        shop.submit(
                "/console/mall/sites/new",
                "/console/mall/sites",
                Map.of("communityId", communityId, "name", name, "hours", "工作日"));
        return idIn(shop.open("/console/mall/sites").select("a[href^=/console/mall/sites/]").stream()
                .filter(link -> link.text().equals(name))
                .findFirst()
                .orElseThrow()
                .attr("href"));
    }

    /** Fills the shelf at a counter. */
    public void restock(String item, String site, int units) {
        var page = "/console/mall/items/" + item;
        console("demo.shop")
                .submit(
                        page,
                        page + "/stock",
                        Map.of("siteId", site, "quantity", Integer.toString(units), "reason", "演练补货"));
    }

    /** How many units of an item are left at each counter. */
    public Map<String, Integer> stockBySite(String item) {
        var left = new HashMap<String, Integer>();
        door.read("/api/v1/mall/items/" + item, "")
                .body()
                .path("sites")
                .forEach(site -> left.put(
                        site.path("siteId").asString(), site.path("stock").asInt()));
        return left;
    }

    /** Somebody new: signs in, registers with the community, is confirmed. Returns them as a player. */
    public Players.Player member(Stage stage, String id, String name) {
        var player = stage.players()
                .signIn(
                        stage,
                        stage.wechat()
                                .createPerson(
                                        id, name, "139" + (10_000_000 + Math.floorMod(id.hashCode(), 90_000_000))));
        var registered = must(
                stage,
                new Call(
                        "POST",
                        "/api/v1/registrations",
                        player.token(),
                        stage.newKey(),
                        Map.of(
                                "communityId",
                                communityId,
                                "name",
                                name,
                                "unit",
                                "演练单位",
                                "branch",
                                "演练支部",
                                "membershipConsent",
                                true)));
        var page =
                "/console/members/" + registered.body().path("registrationId").asString();
        console("demo.director").submit(page, page + "/confirm", Map.of());
        return player;
    }

    /**
     * Lets every player earn at least these points, and waits until they have them. What earns most by the rules of the
     * demonstration is a whole day when called up: 112 points, eight of its hours being at night.
     *
     * @throws IllegalStateException if that is not enough
     */
    public void fund(Stage stage, int points) {
        var before = new HashMap<Players.Player, Integer>();
        stage.players().all().forEach(player -> before.put(player, points(player)));
        var task = publishTask("演练得分", "EMERGENCY", Duration.ofMinutes(-5), WHOLE_DAY, 100);
        before.keySet().forEach(player -> earn(stage, player, task));
        verifyAll(task);
        before.forEach((player, had) -> awaitPoints(player, had + points));
    }

    /** Points arrive by an event, a moment after the work was verified. */
    private void awaitPoints(Players.Player player, int wanted) {
        for (int attempt = 0; attempt < 100; attempt++) {
            if (points(player) >= wanted) {
                return;
            }
            Pause.of(Duration.ofMillis(200));
        }
        throw new IllegalStateException("no points for " + player.person().name());
    }

    /** What a player can spend. */
    public int points(Players.Player player) {
        return door.read("/api/v1/points", player.token()).body().path("points").asInt();
    }

    /** How many units of an item are left. */
    public int stock(String item) {
        return door.read("/api/v1/mall/items/" + item, "").body().path("stock").asInt();
    }

    /** Lets a member earn the points of a task that is on now: claim, check in by the code on the screen, verified. */
    private void earn(Stage stage, Players.Player player, String taskId) {
        must(stage, new Call("POST", "/api/v1/tasks/" + taskId + "/claims", player.token(), stage.newKey(), null));
        var code = console("demo.party")
                .open("/console/task/" + taskId + "/code")
                .select("#check-in-code")
                .text();
        must(
                stage,
                new Call(
                        "POST",
                        "/api/v1/tasks/" + taskId + "/check-in",
                        player.token(),
                        stage.newKey(),
                        Map.of("code", code)));
    }

    /** Verifies everybody who has checked in to a task. */
    private void verifyAll(String taskId) {
        var page = console("demo.party").open("/console/task/" + taskId);
        page.select("form[action$=/verification]")
                .eachAttr("action")
                .forEach(action -> console("demo.party")
                        .submit(
                                "/console/task/" + taskId,
                                action,
                                Map.of("minutes", Long.toString(WHOLE_DAY.toMinutes()))));
    }

    private static Reply.Done must(Stage stage, Call call) {
        var reply = stage.door().send(call);
        if (reply instanceof Reply.Done done) {
            return done;
        }
        throw new IllegalStateException(call.path() + ": " + reply);
    }

    private static String idIn(String page) {
        return page.substring(page.lastIndexOf('/') + 1);
    }
}
