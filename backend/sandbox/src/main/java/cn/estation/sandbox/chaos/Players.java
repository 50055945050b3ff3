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

        /** A new session after a long time, by WeChat's code again. */
        public void signInAgain(Stage stage) {
            renewed(session(stage, person));
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
        var player = new Player(person, session(stage, person));
        all.add(player);
        return player;
    }

    private static JsonNode session(Stage stage, Person person) {
        var notice = stage.door().read("/api/v1/privacy-notice", "").body();
        var reply = sign(stage, person, notice.path("version").asString());
        // A code is good once: who does not know what became of it asks WeChat for another.
        for (int attempt = 0; reply instanceof Reply.Unknown && attempt < 100; attempt++) {
            Pause.of(java.time.Duration.ofMillis(300));
            reply = sign(stage, person, notice.path("version").asString());
        }
        if (reply instanceof Reply.Done done) {
            return done.body();
        }
        throw new IllegalStateException(person.name() + " cannot sign in: " + reply);
    }

    private static Reply sign(Stage stage, Person person, String version) {
        var body = Map.of("code", stage.wechat().loginCode(person), "noticeVersion", version);
        return stage.door().send(new Call("POST", "/api/v1/sessions", "", "", body));
    }
}
