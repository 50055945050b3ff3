package cn.estation.console;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.identity.StaffRole;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A file of which only the first part arrives is the sender's trouble, and said on a page; it is no fault of ours. */
@EstationTest
class HalfSentUploadTests {

    private final People people;
    private final int port;

    @Autowired
    HalfSentUploadTests(People people, @LocalServerPort int port) {
        this.people = people;
        this.port = port;
    }

    private static String cookies(Caller staff) {
        return staff.cookies().entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    /** Sends a form with parts whose end never comes, and reads the answer. */
    private String send(Caller staff, String more, String body) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            var content = body.getBytes(StandardCharsets.UTF_8);
            socket.getOutputStream()
                    .write(
                            ("POST /console/guide-imports HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAccept: text/html\r\nCookie: "
                                            + cookies(staff) + "\r\n" + more
                                            + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: "
                                            + content.length + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(content);
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Caller editor() {
        var staff = people.staff(StaffRole.DIRECTOR, people.community().id());
        staff.get("/console");
        return staff;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jsonl\"\r\n\r\n{\"a\":1",
                "--b\r\nContent-Disposition: form-data; na",
            })
    void isAPageThatSaysSo(String body) throws IOException {
        var staff = editor();

        var answer = send(staff, token(staff), body);

        assertThat(answer.lines().findFirst().orElse("")).contains(" 400");
        assertThat(answer).contains("文件没有传完整").doesNotContain("系统出了点问题", "Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing of the kind", "--b", "", "--b--", "--b\r\n\r\n\r\n--b--"})
    void whatHoldsNoFileIsNoFaultEither(String body) throws IOException {
        var staff = editor();

        assertThat(send(staff, token(staff), body).lines().findFirst().orElse(""))
                .containsPattern(" 4\\d\\d");
    }

    @Test
    void withoutAForgeryTokenItIsForbiddenLikeAnyOther() throws IOException {
        var answer = send(editor(), "", "--b\r\nContent-Disposition: form-data; na");

        assertThat(answer.lines().findFirst().orElse("")).containsPattern(" 40[03]");
    }

    /** As htmx sends it: in a header, so that it is there however much of the body is. */
    private static String token(Caller staff) {
        var page = staff.get("/console").body();
        var name = page.replaceAll("(?s).*<meta name=\"csrf-header\" content=\"([^\"]+)\".*", "$1");
        var token = page.replaceAll("(?s).*<meta name=\"csrf-token\" content=\"([^\"]+)\".*", "$1");
        return name + ": " + token + "\r\n";
    }
}
