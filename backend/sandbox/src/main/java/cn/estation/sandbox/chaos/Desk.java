package cn.estation.sandbox.chaos;

import cn.estation.sandbox.demo.DemoStaff;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/**
 * What the director of the community does in the console for a simulation. A form whose fate is unknown is sent again with
 * its key until there is an answer. All trials share the one desk, as windows of one browser.
 */
final class Desk {

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(300);
    private static final int TRIES = 1_000;
    private static final String LOGIN = "demo.director";

    private final Deployment deployment;
    private @Nullable Console console;

    Desk(Deployment deployment) {
        this.deployment = deployment;
    }

    /** After a long time nobody is signed in any more. */
    synchronized void signOut() {
        console = null;
    }

    /** Whether the form was taken; a refusal is no fault. */
    boolean does(String action, Map<String, String> fields) {
        return sent(action, one(fields)).taken();
    }

    /** Where a form that was taken leads to, or nothing if it was refused. */
    String leads(String action, Map<String, String> fields) {
        return sent(action, one(fields)).location();
    }

    /** A form behind a preview: what is confirmed is what was seen, and seen again if that has changed meanwhile. */
    boolean confirms(String preview, String action, Map<String, List<String>> fields) {
        for (int attempt = 0; attempt < 20; attempt++) {
            var seen = sent(preview, fields).page().select("input[name=seen]").val();
            var form = new HashMap<>(fields);
            form.put("seen", List.of(seen));
            var sent = sent(action, form);
            if (sent.taken()) {
                return true;
            }
            if (sent.status() != 409) {
                return false;
            }
        }
        return false;
    }

    Document open(String page) {
        for (int attempt = 0; ; attempt++) {
            try {
                return console().open(page);
            } catch (Console.Away away) {
                wait(attempt, away);
            }
        }
    }

    private Console.Sent sent(String action, Map<String, List<String>> fields) {
        var form = new HashMap<>(fields);
        form.put("requestKey", List.of(UUID.randomUUID().toString()));
        for (int attempt = 0; ; attempt++) {
            try {
                var sent = console().post(action, form);
                if (!sent.unknown()) {
                    return sent;
                }
                wait(attempt, null);
            } catch (Console.Away away) {
                wait(attempt, away);
            }
        }
    }

    private static void wait(int attempt, @Nullable RuntimeException why) {
        if (attempt == TRIES) {
            throw new IllegalStateException("the console did not come back", why);
        }
        Pause.of(BETWEEN_TRIES);
    }

    /** Signed in, trying until the server lets somebody in: it may be dead, or have its database killed, this moment. */
    private synchronized Console console() {
        for (int attempt = 0; console == null; attempt++) {
            var staff = DemoStaff.find(LOGIN).orElseThrow();
            try {
                console = Console.signIn(
                        deployment.url(), staff.login(), staff.password(), staff.totpSecret(), deployment.now());
            } catch (Console.Away away) {
                wait(attempt, away);
            } catch (IllegalStateException notNow) {
                // A one-time code is good once: the next is there within half a minute.
                wait(attempt, notNow);
            }
        }
        return console;
    }

    private static Map<String, List<String>> one(Map<String, String> fields) {
        var all = new HashMap<String, List<String>>();
        fields.forEach((name, value) -> all.put(name, List.of(value)));
        return all;
    }
}
