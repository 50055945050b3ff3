package cn.estation;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.appointment.TestCalendars;
import cn.estation.appointment.TestQueue;
import cn.estation.identity.StaffRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The walk through the day in docs/api.md, carried out as it is written there. */
@EstationTest
class ApiWalkTests {

    private final People people;
    private final TestCalendars calendars;
    private final TestQueue queue;
    private final int port;

    @Autowired
    ApiWalkTests(People people, TestCalendars calendars, TestQueue queue, @LocalServerPort int port) {
        this.people = people;
        this.calendars = calendars;
        this.queue = queue;
        this.port = port;
    }

    @Test
    void theDayInTheHallGoesAsTheGuideSays() throws IOException, InterruptedException {
        Assumptions.assumeTrue(has("curl") && has("jq") && has("openssl"), "the walk needs curl, jq and openssl");
        long community = people.community().id();
        var director = people.staff(StaffRole.DIRECTOR, community);
        var counter = queue.counter(community, 3, 0);
        var line = queue.line(director, counter);
        queue.open(director, line);
        var resident = people.resident();
        var slot = calendars.slots(counter, 1).get(20);
        var booking = resident.post("/api/v1/appointments", Map.of("slotId", Long.toString(slot.id())))
                .json()
                .path("appointmentId")
                .asString();
        calendars.ageBooking(Long.parseLong(booking), Duration.between(calendars.now(), slot.startsAt()));
        var guide = Files.readString(Path.of("../../docs/api.md"));
        var script = String.join(
                "\n",
                "set -e",
                block(guide, "## 约定"),
                "API=http://127.0.0.1:" + port + "/api/v1",
                "TOKEN=" + resident.authorization().replace("Bearer ", ""),
                "SCREEN=http://127.0.0.1:" + port + queue.screen(director, line).path(),
                "A=" + booking,
                block(guide, "### 到了当天"));

        var said = bash(script);

        assertThat(said)
                .contains(
                        "\"label\":\"A001\"",
                        "\"status\":\"CHECKED_IN\"",
                        "下一位就是您",
                        "\"status\":\"LEFT\"",
                        "\"label\":\"A002\"")
                .doesNotContain("urn:problem");
    }

    /** The first commands after a heading. */
    private static String block(String guide, String heading) {
        var found = Pattern.compile(
                        "(?m)^" + Pattern.quote(heading) + "$.*?^```sh\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(guide);
        assertThat(found.find()).as(heading).isTrue();
        return found.group(1);
    }

    private static boolean has(String command) throws IOException, InterruptedException {
        return new ProcessBuilder("bash", "-c", "command -v " + command)
                        .redirectErrorStream(true)
                        .start()
                        .waitFor()
                == 0;
    }

    private static String bash(String script) throws IOException, InterruptedException {
        var walk = new ProcessBuilder("bash", "-c", script)
                .redirectErrorStream(true)
                .start();
        var said = new String(walk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(walk.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(walk.exitValue()).as(said).isZero();
        return said;
    }
}
