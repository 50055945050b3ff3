package cn.estation;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.kernel.Time;
import cn.estation.media.picture.TestFiles;
import cn.estation.sandbox.wechat.StandIn;
import cn.estation.task.TestTasks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * docs/api.md, carried out from its first command to its last on the demonstration district, each answer held against the
 * one that is printed below the command: the fields it names, and what of their values does not change from day to day.
 */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "estation.load=../sandbox/src/main/resources/demo")
@ActiveProfiles({"sandbox", "test"})
@ContextConfiguration(initializers = DocumentedWalkTests.OwnSchema.class)
@DirtiesContext
class DocumentedWalkTests {

    /** The demonstration district has this database to itself. */
    static class OwnSchema extends TestEnvironment {}

    private static final Path GUIDE = Path.of("../../docs/api.md");
    private static final String END = "--- end of block ---";
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(sh|json)\n(.*?)^```");
    private static final Pattern FIELD =
            Pattern.compile("\"(\\w+)\":\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|-?[0-9.]+|true|false|null)?");
    private static final Set<String> SAME_EVERY_DAY = Set.of(
            "code",
            "status",
            "type",
            "detail",
            "kind",
            "price",
            "statusName",
            "itemName",
            "points",
            "appraisal",
            "minutes",
            "explanation",
            "rule",
            "grade",
            "text",
            "shown",
            "sentence",
            "named");

    private record Step(String commands, List<String> answers) {}

    private final People people;
    private final TestTasks tasks;
    private final StandIn standIn;
    private final Clock clock;
    private final int port;

    @Autowired
    DocumentedWalkTests(People people, TestTasks tasks, StandIn standIn, Clock clock, @LocalServerPort int port) {
        this.people = people;
        this.tasks = tasks;
        this.standIn = standIn;
        this.clock = clock;
        this.port = port;
    }

    @Test
    void everyCommandAnswersAsTheGuideSays(@TempDir Path folder) throws IOException {
        for (var tool : List.of("curl", "jq", "openssl")) {
            Assumptions.assumeTrue(has(tool), "the walk needs " + tool);
        }
        Files.write(folder.resolve("灯坏了.jpg"), TestFiles.photo(1));
        var wrong = new ArrayList<String>();
        try (var shell = new Shell(folder)) {
            for (var step : steps()) {
                var answers = shell.run(prepared(step.commands(), shell));
                var found = wrong(step, answers);
                if (!found.isEmpty()) {
                    wrong.add("%s%s%n%s".formatted(step.commands(), found, String.join("\n", answers)));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static List<String> wrong(Step step, List<String> answers) {
        var all = String.join("\n", answers);
        var wrong = new ArrayList<String>();
        for (var sign : List.of("curl: (", "jq: ", "\"status\":5", "command not found")) {
            if (all.contains(sign)) {
                wrong.add(sign);
            }
        }
        boolean refusalTold = step.commands().matches("(?s).*\\b4[0-9][0-9]\\b.*");
        if (step.answers().isEmpty() && !refusalTold && all.contains("urn:problem")) {
            wrong.add("a refusal that the guide does not speak of");
        }
        if (answers.size() < step.answers().size()) {
            wrong.add("%d answers, not %d"
                    .formatted(answers.size(), step.answers().size()));
            return wrong;
        }
        for (int i = 0; i < step.answers().size(); i++) {
            wrong.addAll(difference(step.answers().get(i), answers.get(i)));
        }
        return wrong;
    }

    /** What the guide prints and the service does not answer. */
    private static List<String> difference(String said, String is) {
        var wrong = new ArrayList<String>();
        if (!said.contains(":")) {
            return said.replaceAll("\\s", "").equals(is.replaceAll("\\s", "")) ? wrong : List.of(said);
        }
        for (var found = FIELD.matcher(said); found.find(); ) {
            var field = found.group(1);
            var value = found.group(2);
            if (!is.contains("\"" + field + "\":")) {
                wrong.add("no " + field);
            } else if (value != null && SAME_EVERY_DAY.contains(field) && !value.matches("\"[0-9A-Z]{13}\"")) {
                var start = value.contains("…") ? value.substring(0, value.indexOf('…')) : value;
                if (!is.contains("\"" + field + "\":" + start)) {
                    wrong.add(field + " is not " + value);
                }
            }
        }
        return wrong;
    }

    /** What happens at the counter and on the screen between the commands, and what a screen would have shown. */
    private String prepared(String commands, Shell shell) throws IOException {
        if (commands.contains("SCANNED=")) {
            var task = Long.parseLong(shell.value("TASK"));
            return commands.replaceFirst("SCANNED=\\S+", "SCANNED=" + tasks.code(task));
        }
        if (commands.startsWith("get /claims\n")) {
            verified(shell);
        }
        if (commands.startsWith("get /mall/redemptions/$REDEMPTION/code\nget")) {
            collected(shell);
        }
        return commands;
    }

    private void verified(Shell shell) throws IOException {
        var task = shell.value("TASK");
        // By day, whatever the clock says: at night an hour is worth more, and the guide's arithmetic would be another.
        var starts = Instant.parse(shell.run("date -u -d $(get /tasks/$TASK | jq -r .task.startsAt) +%FT%TZ")
                .getFirst());
        var morning = LocalDateTime.ofInstant(clock.instant(), Time.CHINA)
                .minusHours(8)
                .toLocalDate()
                .atTime(8, 0)
                .atZone(Time.CHINA)
                .toInstant();
        tasks.shift(Long.parseLong(task), Duration.between(starts, morning));
        var director = people.staff(StaffRole.DIRECTOR, Long.parseLong(shell.value("COMMUNITY")));
        var verification = Pattern.compile("/console/task/claims/[0-9]+/verification")
                .matcher(director.get("/console/task/" + task).body());
        assertThat(verification.find()).isTrue();
        assertThat(director.form(verification.group(), Map.of("minutes", "480", "requestKey", Codes.next()))
                        .status())
                .isEqualTo(302);
        shell.run("for i in $(seq 100); do [ \"$(get /points | jq .points)\" != 0 ] && break; sleep 0.1; done");
    }

    private void collected(Shell shell) throws IOException {
        var keeper = people.staff(StaffRole.SHOPKEEPER, Long.parseLong(shell.value("COMMUNITY")));
        var order =
                shell.run("get /mall/redemptions/$REDEMPTION | jq -r .siteId; get /mall/redemptions/$REDEMPTION/code"
                        + " | jq -r .code");
        var page = keeper.form(
                "/console/mall/collect",
                Map.of("siteId", order.getFirst(), "code", order.getLast(), "requestKey", Codes.next()));
        assertThat(page.body()).contains("请交付：社区食堂午餐券 1 件");
        shell.run(
                "for i in $(seq 100); do get '/notices?size=5' | grep -q REDEMPTION_COLLECTED && break; sleep 0.1; done");
    }

    /** All but the day in the hall, which needs a hall: see {@link ApiWalkTests}. */
    private static List<Step> steps() throws IOException {
        var text = Files.readString(GUIDE);
        var day = text.indexOf("### 到了当天");
        var steps = new ArrayList<Step>();
        for (var block = BLOCK.matcher(text.substring(0, day)); block.find(); ) {
            if (block.group(1).equals("sh")) {
                steps.add(new Step(block.group(2), new ArrayList<>()));
            } else if (steps.getLast().answers().isEmpty()) {
                block.group(2)
                        .lines()
                        .filter(line -> !line.equals("…"))
                        .forEach(steps.getLast().answers()::add);
            }
        }
        assertThat(steps).hasSizeGreaterThan(30);
        return steps;
    }

    private static boolean has(String tool) throws IOException {
        try {
            return new ProcessBuilder("bash", "-c", "command -v " + tool)
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** One shell for the whole walk, so that what a command remembers the next ones know. */
    private final class Shell implements AutoCloseable {

        private final Process process;
        private final BufferedReader said;

        Shell(Path folder) throws IOException {
            process = new ProcessBuilder("bash")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        /** Runs commands with this server in the place of the one that the guide names; every answer on a line of its own. */
        List<String> run(String commands) throws IOException {
            var here = commands.replace("http://127.0.0.1:8080/api/v1", "http://127.0.0.1:" + port + "/api/v1")
                    .replace("http://127.0.0.1:8090", standIn.url());
            var script = "curl() { command curl \"$@\"; echo; }\n" + here + "\necho; echo '" + END + "'\n";
            process.getOutputStream().write(script.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            var lines = new ArrayList<String>();
            for (var line = said.readLine(); line != null && !line.equals(END); line = said.readLine()) {
                if (!line.isBlank()) {
                    lines.add(line);
                }
            }
            return lines;
        }

        String value(String name) throws IOException {
            return run("echo \"$" + name + "\"").getFirst();
        }

        @Override
        public void close() {
            process.destroy();
            try {
                process.waitFor(5, TimeUnit.SECONDS);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
