package cn.estation.sandbox.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between whoever connects and a port of this machine, passes on every byte in both directions, and disturbs the
 * line as its weather says. Which piece meets with which fault follows from the seed and the order of the pieces.
 */
public final class FaultProxy implements AutoCloseable {

    private static final int PIECE = 16 * 1024;
    private static final int LONGEST_DELAY_MILLIS = 300;
    private static final int LONGEST_STALL_MILLIS = 3000;

    private final int target;
    private final ServerSocket entrance;
    private final Random random;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private final AtomicLong faults = new AtomicLong();
    private volatile Weather weather = Weather.CALM;
    private volatile boolean closed;

    /** Listens on a free port. */
    public FaultProxy(int target, long seed) {
        this.target = target;
        this.random = new Random(seed);
        try {
            entrance = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException cannot) {
            throw new UncheckedIOException(cannot);
        }
        Thread.ofVirtual().name("fault-proxy-" + target).start(this::accept);
    }

    /** Where to connect to instead of the target. */
    public int port() {
        return entrance.getLocalPort();
    }

    /** From now on. */
    public void weather(Weather next) {
        weather = next;
    }

    /** How many pieces met with a fault so far. */
    public long faults() {
        return faults.get();
    }

    /** How many lines are open. */
    public int open() {
        return lines.size();
    }

    private void accept() {
        while (!closed) {
            try {
                var caller = entrance.accept();
                Thread.ofVirtual().start(() -> connect(caller));
            } catch (IOException over) {
                if (!closed) {
                    throw new UncheckedIOException(over);
                }
            }
        }
    }

    private void connect(Socket caller) {
        var called = new Socket();
        var line = new Line(caller, called);
        lines.add(line);
        try {
            called.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 2000);
            caller.setTcpNoDelay(true);
            called.setTcpNoDelay(true);
            if (closed) {
                line.tear();
                return;
            }
            Thread.ofVirtual().start(() -> pump(line, caller, called));
            pump(line, called, caller);
        } catch (IOException nobodyThere) {
            line.tear();
        }
    }

    private void pump(Line line, Socket from, Socket to) {
        var piece = new byte[PIECE];
        try {
            var in = from.getInputStream();
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                if (!pass(line, piece, length, to)) {
                    return;
                }
            }
            to.shutdownOutput();
            line.halfDone();
        } catch (IOException cut) {
            line.tear();
        }
    }

    /** False if the line is over. */
    private boolean pass(Line line, byte[] piece, int length, Socket to) throws IOException {
        var out = to.getOutputStream();
        var fault = next();
        if (fault == null) {
            out.write(piece, 0, length);
            return true;
        }
        faults.incrementAndGet();
        switch (fault) {
            case DELAY -> {
                pause(LONGEST_DELAY_MILLIS);
                out.write(piece, 0, length);
            }
            case DROP -> line.close();
            case HALF -> {
                out.write(piece, 0, length / 2);
                // A reset would overtake what was sent just before it.
                line.close();
            }
            case RESET -> line.tear();
            case STALL -> {
                pause(LONGEST_STALL_MILLIS);
                line.tear();
            }
        }
        return fault == Weather.Fault.DELAY;
    }

    private Weather.@org.jspecify.annotations.Nullable Fault next() {
        synchronized (random) {
            return weather.next(random);
        }
    }

    private void pause(int mostMillis) {
        int millis;
        synchronized (random) {
            millis = 1 + random.nextInt(mostMillis);
        }
        try {
            Thread.sleep(Duration.ofMillis(millis));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends every line. */
    @Override
    public void close() {
        closed = true;
        try {
            entrance.close();
        } catch (IOException alreadyOver) {
            throw new UncheckedIOException(alreadyOver);
        }
        lines.forEach(Line::tear);
    }

    /** Both sockets of one connection. */
    private final class Line {
        private final Socket caller;
        private final Socket called;
        private boolean half;

        Line(Socket caller, Socket called) {
            this.caller = caller;
            this.called = called;
        }

        /** One direction is over; after the other the line is. */
        synchronized void halfDone() {
            if (half) {
                close();
            }
            half = true;
        }

        /** Both ends see the end of the line. */
        void close() {
            end(caller, false);
            end(called, false);
            lines.remove(this);
        }

        /** Both ends see a reset. */
        void tear() {
            end(caller, true);
            end(called, true);
            lines.remove(this);
        }

        private static void end(Socket socket, boolean reset) {
            try {
                if (reset) {
                    lingerless(socket);
                }
                socket.close();
            } catch (IOException alreadyOver) {
                return;
            }
        }

        /** Closing then sends a reset instead of an end. */
        private static void lingerless(Socket socket) throws IOException {
            try {
                socket.setSoLinger(true, 0);
            } catch (SocketException alreadyClosed) {
                return;
            }
        }
    }
}
