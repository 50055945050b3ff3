package cn.estation.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTests {

    private ServerSocket listening;
    private FaultProxy proxy;
    private final AtomicLong heard = new AtomicLong();

    /** Says everything back that it hears. */
    @BeforeEach
    void startAnEcho() throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::echo);
        proxy = new FaultProxy(listening.getLocalPort(), 7);
    }

    private void echo() {
        while (!listening.isClosed()) {
            try {
                var caller = listening.accept();
                Thread.ofVirtual().start(() -> answer(caller));
            } catch (IOException over) {
                return;
            }
        }
    }

    private void answer(Socket caller) {
        try (caller) {
            var piece = new byte[1024];
            for (int n = caller.getInputStream().read(piece);
                    n >= 0;
                    n = caller.getInputStream().read(piece)) {
                heard.addAndGet(n);
                caller.getOutputStream().write(piece, 0, n);
            }
        } catch (IOException cut) {
            return;
        }
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        listening.close();
    }

    private Socket call() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(5000);
        return socket;
    }

    @Test
    void passesOnEveryByteInBothDirectionsInCalmWeather() throws IOException {
        var sent = new byte[200_000];
        new Random(1).nextBytes(sent);
        try (var socket = call()) {
            Thread.ofVirtual().start(() -> {
                try {
                    socket.getOutputStream().write(sent);
                    socket.shutdownOutput();
                } catch (IOException cut) {
                    throw new AssertionError(cut);
                }
            });

            assertThat(socket.getInputStream().readAllBytes()).isEqualTo(sent);
        }
        await(() -> proxy.open() == 0);
        assertThat(proxy.faults()).isZero();
    }

    @Test
    void losesWhatIsDroppedAndTellsBothEndsThatItIsOver() throws IOException {
        try (var socket = call()) {
            calmOnce(socket);
            proxy.weather(Weather.always(Weather.Fault.DROP));

            socket.getOutputStream().write(new byte[10]);

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(heard).hasValue(1);
    }

    @Test
    void tearsTheLineOnAReset() throws IOException {
        try (var socket = call()) {
            calmOnce(socket);
            proxy.weather(Weather.always(Weather.Fault.RESET));

            socket.getOutputStream().write(new byte[10]);

            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
        }
        assertThat(heard).hasValue(1);
        assertThat(proxy.open()).isZero();
    }

    @Test
    void letsHalfOfAPieceArriveBeforeItClosesTheLine() throws IOException {
        try (var socket = call()) {
            calmOnce(socket);
            proxy.weather(Weather.always(Weather.Fault.HALF));

            socket.getOutputStream().write(new byte[100]);

            drain(socket.getInputStream());
        }
        await(() -> heard.get() == 51);
        assertThat(proxy.open()).isZero();
    }

    @Test
    void keepsTheLineOpenWhileItStallsAndTearsItThen() throws IOException {
        try (var socket = call()) {
            calmOnce(socket);
            proxy.weather(Weather.always(Weather.Fault.STALL));

            socket.getOutputStream().write(new byte[10]);

            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
        }
        assertThat(heard).hasValue(1);
    }

    @Test
    void onlyDelaysWhatIsDelayed() throws IOException {
        proxy.weather(Weather.always(Weather.Fault.DELAY));
        try (var socket = call()) {
            calmOnce(socket);
        }
        assertThat(proxy.faults()).isEqualTo(2);
    }

    @Test
    void leavesNothingOpenAfterAThousandCuts() throws IOException {
        for (int i = 0; i < 1000; i++) {
            proxy.weather(i % 2 == 0 ? Weather.always(Weather.Fault.RESET) : Weather.always(Weather.Fault.DROP));
            try (var socket = call()) {
                socket.getOutputStream().write(i);
                drain(socket.getInputStream());
            }
        }
        await(() -> proxy.open() == 0);
        assertThat(proxy.faults()).isEqualTo(1000);
        assertThat(heard).hasValue(0);
    }

    @Test
    void endsALineWhoseTargetIsNotThere() throws IOException {
        listening.close();
        try (var socket = call()) {
            assertThat(drain(socket.getInputStream())).isEmpty();
        }
        await(() -> proxy.open() == 0);
    }

    @Test
    void doesTheSameAgainWithTheSameSeed() {
        var weather = Weather.rough(100_000);

        assertThat(faults(weather, 5)).isEqualTo(faults(weather, 5)).isNotEqualTo(faults(weather, 6));
        assertThat(faults(weather, 5)).contains("DELAY", "DROP", "HALF", "RESET", "STALL", "null");
        assertThat(faults(Weather.CALM, 5)).containsOnly("null");
    }

    @Test
    void refusesWeatherThatCannotBe() {
        assertThatThrownBy(() -> new Weather(Map.of(Weather.Fault.DROP, 600_000, Weather.Fault.HALF, 600_000)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Weather(Map.of(Weather.Fault.DROP, -1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> faults(Weather weather, long seed) {
        var random = new Random(seed);
        var faults = new ArrayList<String>();
        for (int i = 0; i < 2000; i++) {
            faults.add(String.valueOf(weather.next(random)));
        }
        return faults;
    }

    private static void calmOnce(Socket socket) throws IOException {
        socket.getOutputStream().write(1);
        assertThat(socket.getInputStream().read()).isEqualTo(1);
    }

    private static byte[] drain(InputStream in) {
        var all = new ByteArrayOutputStream();
        try {
            in.transferTo(all);
        } catch (IOException cut) {
            return all.toByteArray();
        }
        return all.toByteArray();
    }

    private static void await(BooleanSupplier condition) {
        for (int attempt = 0; attempt < 200 && !condition.getAsBoolean(); attempt++) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException stop) {
                throw new AssertionError(stop);
            }
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
