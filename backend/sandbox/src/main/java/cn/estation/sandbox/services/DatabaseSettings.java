package cn.estation.sandbox.services;

import java.nio.file.Path;

/**
 * How one database server is to run.
 *
 * @param home where its data, log and process id live; kept between starts
 * @param port 0 for any free port
 * @param ownerPassword of {@link EmbeddedDatabase#OWNER}, set anew at each start
 * @param servicePassword of {@link EmbeddedDatabase#SERVICE}, set anew at each start
 * @param durable whether a commit survives a power cut; without it commits are several times faster
 */
public record DatabaseSettings(Path home, int port, String ownerPassword, String servicePassword, boolean durable) {

    public DatabaseSettings {
        home = home.toAbsolutePath().normalize();
        Passwords.check(ownerPassword);
        Passwords.check(servicePassword);
    }
}
