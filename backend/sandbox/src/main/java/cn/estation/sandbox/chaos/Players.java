package cn.estation.sandbox.chaos;

import cn.estation.sandbox.wechat.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The residents of a simulation, signed in through the mini-program as people are. */
public final class Players {

    /** One resident with a session. */
    public static final class Player {
        private final Person person;
        private final String residentId;
        private String accessToken;
        private String refreshToken;

        Player(Person person, JsonNode session) {
            this.person = person;
            this.residentId = session.path("residentId").asString();
            this.accessToken = session.path("accessToken").asString();
            this.refreshToken = session.path("refreshToken").asString();
        }

        public Person person() {
            return person;
        }

        public String residentId() {
            return residentId;
        }

        public String token() {
            return accessToken;
        }

        String refreshToken() {
            return refreshToken;
        }

        void renewed(JsonNode session) {
            accessToken = session.path("accessToken").asString();
            refreshToken = session.path("refreshToken").asString();
        }
    }

    private final List<Player> all = new ArrayList<>();

    public List<Player> all() {
        return List.copyOf(all);
    }

    /** Signs a person in. Called while nothing is killed. */
    public Player signIn(Stage stage, Person person) {
        var notice = stage.door().read("/api/v1/privacy-notice", "").body();
        var body = Map.of(
                "code", stage.wechat().loginCode(person),
                "noticeVersion", notice.path("version").asString());
        var reply = stage.door().send(new Call("POST", "/api/v1/sessions", "", "", body));
        if (reply instanceof Reply.Done done) {
            var player = new Player(person, done.body());
            all.add(player);
            return player;
        }
        throw new IllegalStateException(person.name() + " cannot sign in: " + reply);
    }
}
