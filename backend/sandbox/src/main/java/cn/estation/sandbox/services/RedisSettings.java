package cn.estation.sandbox.services;

import java.nio.file.Path;

/**
 * How one Redis is to run.
 *
 * @param home where its log and process id live; what it holds is a cache and is not kept
 * @param port 0 for any free port
 */
public record RedisSettings(Path home, int port, String password) {

    public RedisSettings {
        home = home.toAbsolutePath().normalize();
        Passwords.check(password);
    }
}
