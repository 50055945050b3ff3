package cn.estation.sandbox.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody who works at the demonstration place.
 *
 * @param totpSecret in base 32, as an authenticator would keep it
 */
public record DemoStaff(String login, String password, String totpSecret) {

    /** Everybody in {@code demo/people.json}. */
    public static List<DemoStaff> all() {
        try (var file = DemoStaff.class.getResourceAsStream("/demo/people.json")) {
            var staff = new JsonMapper().readTree(file).path("staff");
            return StreamSupport.stream(staff.spliterator(), false)
                    .map(person -> new DemoStaff(
                            person.path("login").asString(),
                            person.path("password").asString(),
                            person.path("totpSecret").asString()))
                    .toList();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    public static Optional<DemoStaff> find(String login) {
        return all().stream().filter(staff -> staff.login().equals(login)).findFirst();
    }
}
