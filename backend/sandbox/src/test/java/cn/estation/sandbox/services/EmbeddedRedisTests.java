package cn.estation.sandbox.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

class EmbeddedRedisTests {

    @TempDir
    Path home;

    @Test
    void answersWhoeverKnowsThePassword() {
        try (var redis = start();
                var client = redis.connect()) {
            client.set("key", "value");
            assertThat(client.get("key")).isEqualTo("value");

            redis.flushAll();
            assertThat(client.get("key")).isNull();
        }
    }

    @Test
    void refusesEverybodyElse() {
        try (var redis = start();
                var client = new Jedis("127.0.0.1", redis.port())) {
            assertThatThrownBy(() -> client.get("key")).isInstanceOf(JedisDataException.class);
            assertThatThrownBy(() -> client.auth("wrong-password")).isInstanceOf(JedisDataException.class);
        }
    }

    @Test
    void listensOnLoopbackOnly() throws Exception {
        try (var redis = start()) {
            for (var address : NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(a -> !a.isLoopbackAddress())
                    .toList()) {
                assertThatExceptionOfType(IOException.class)
                        .isThrownBy(() -> new Socket(address, redis.port()).close());
            }
        }
    }

    @Test
    void comesBackEmptyAfterBeingKilled() {
        try (var redis = start()) {
            try (var client = redis.connect()) {
                client.set("key", "value");
            }
            redis.kill();
            assertThat(redis.alive()).isFalse();

            redis.restart();
            try (var client = redis.connect()) {
                assertThat(client.get("key")).isNull();
            }
        }
    }

    private EmbeddedRedis start() {
        return EmbeddedRedis.start(new RedisSettings(home, 0, "redis-password"));
    }
}
