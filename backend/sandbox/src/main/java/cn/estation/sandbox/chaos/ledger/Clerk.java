package cn.estation.sandbox.chaos.ledger;

import cn.estation.sandbox.chaos.Command;
import cn.estation.sandbox.chaos.Console;
import cn.estation.sandbox.chaos.Deployment;
import cn.estation.sandbox.chaos.Door;
import cn.estation.sandbox.chaos.Pause;
import cn.estation.sandbox.chaos.Reply;
import cn.estation.sandbox.demo.DemoStaff;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** One member of staff at the console, who signs in again after a long time and sends forms until their fate is known. */
final class Clerk {

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(300);
    private static final Duration AFTER_REST = Duration.ofSeconds(5);
    private static final int TRIES = 300;
    private static final long CODE_MILLIS = 30_000;
    private static final int FORBIDDEN = 403;

    /** Everybody sits at the same address: from one, only so many may try at the same time. */
    private static final Semaphore DOOR = new Semaphore(8);

    private final Deployment deployment;
    private final DemoStaff staff;
    private @Nullable Console console;

    Clerk(Deployment deployment, DemoStaff staff) {
        this.deployment = deployment;
        this.staff = staff;
    }

    /** Signs in, however often it takes: the server may be dead this moment, and a one-time code is good once. */
    synchronized void signIn() {
        console = null;
        for (int attempt = 0; console == null; attempt++) {
            var wait = Duration.ZERO;
            DOOR.acquireUninterruptibly();
            try {
                console = Console.signIn(
                        deployment.url(), staff.login(), staff.password(), staff.totpSecret(), deployment.now());
            } catch (IllegalStateException notNow) {
                if (attempt == TRIES) {
                    throw new IllegalStateException(staff.login() + " cannot sign in", notNow);
                }
                wait = switch (notNow) {
                    case Console.Busy busy -> AFTER_REST;
                    case Console.Away away -> BETWEEN_TRIES;
                    default -> untilTheNextCode();
                };
            } finally {
                DOOR.release();
            }
            Pause.of(wait);
        }
    }

    /** A code that was refused is not tried again: too many wrong ones would close the door. */
    private Duration untilTheNextCode() {
        return Duration.ofMillis(CODE_MILLIS - deployment.now().toEpochMilli() % CODE_MILLIS + 300);
    }

    private synchronized Console console() {
        if (console == null) {
            signIn();
        }
        return java.util.Objects.requireNonNull(console);
    }

    /** A page, as soon as there is one. */
    Document open(String page) {
        for (int attempt = 0; ; attempt++) {
            try {
                return console().open(page);
            } catch (Console.Away away) {
                if (attempt == TRIES) {
                    throw away;
                }
                Pause.of(BETWEEN_TRIES);
            }
        }
    }

    /** What an approval says was read on this page; empty where there is nothing to approve. */
    String seen(String page) {
        var read = open(page);
        if (read.selectFirst("form[action=/console/sign-out]") == null) {
            signIn();
            read = open(page);
        }
        return read.select("input[name=seen]").val();
    }

    /** A form with its key: sent once or often, it counts once. A refusal is told by its sentence. */
    Command form(String action, Map<String, String> fields, String key) {
        var all = new HashMap<String, List<String>>();
        fields.forEach((name, value) -> all.put(name, List.of(value)));
        all.put("requestKey", List.of(key));
        return new Form(action, all);
    }

    private final class Form implements Command {
        private final String action;
        private final Map<String, List<String>> fields;

        Form(String action, Map<String, List<String>> fields) {
            this.action = action;
            this.fields = fields;
        }

        @Override
        public String path() {
            return staff.login() + " " + action;
        }

        @Override
        public Reply send(Door door) {
            try {
                return reply(console().post(action, fields));
            } catch (Console.Away cut) {
                return new Reply.Unknown("cut");
            }
        }

        private Reply reply(Console.Sent sent) {
            if (sent.unknown()) {
                return new Reply.Unknown("HTTP " + sent.status());
            }
            if (sent.status() == FORBIDDEN) {
                // The page with this browser's token did not come; it is asked for again with the next try.
                return new Reply.Unknown("no token");
            }
            if (sent.location().startsWith("/console/sign-in")) {
                signIn();
                return new Reply.Unknown("signed out");
            }
            if (sent.status() < 400) {
                return new Reply.Done(
                        sent.status(), JsonNodeFactory.instance.objectNode().put("location", sent.location()));
            }
            var sentence = sent.page().select("#refusal .lead, .counter-result").text();
            return new Reply.Refused(sent.status(), sentence.isEmpty() ? "HTTP " + sent.status() : sentence);
        }

        @Override
        public String toString() {
            return path() + fields;
        }
    }
}
