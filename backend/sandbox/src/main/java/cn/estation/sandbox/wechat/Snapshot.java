package cn.estation.sandbox.wechat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What survives a restart of the stand-in, in one JSON file that is replaced whole: people, follow state, chats, menu, codes, consents and
 * access tokens. Login codes, windows, quotas and faults do not.
 */
final class Snapshot implements AutoCloseable {

    private static final long AT_MOST_EVERY_MILLIS = 500;

    private final Platform platform;
    private final Path file;
    private final Thread writer;
    private volatile boolean closed;

    private Snapshot(Platform platform, Path file) {
        this.platform = platform;
        this.file = file;
        this.writer = Thread.ofVirtual().name("snapshot").unstarted(this::writeOnChange);
    }

    /** Reads what is there and keeps it up to date from then on. */
    static Snapshot in(Path folder, Platform platform) {
        var snapshot = new Snapshot(platform, folder.resolve("stand-in.json"));
        try {
            Files.createDirectories(folder);
            snapshot.read();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + snapshot.file, unreadable);
        }
        snapshot.writer.start();
        return snapshot;
    }

    /** The file's content. */
    record Content(
            List<Person> persons,
            Map<String, Persons.Following> following,
            List<Message> chats,
            @Nullable JsonNode menu,
            List<QrCodes.Ticket> qrCodes,
            List<MiniProgramCodes.Code> miniProgramCodes,
            List<Template> templates,
            Map<String, Map<String, Integer>> consents,
            List<Tokens.Saved> tokens) {}

    private void read() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try {
            restore(Json.MAPPER.readValue(Files.readAllBytes(file), Content.class));
        } catch (JacksonException damaged) {
            var aside = file.resolveSibling("stand-in.damaged.json");
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            System.err.println("The stand-in's state could not be read; it starts anew. The old file is " + aside);
        }
    }

    private void restore(Content content) {
        platform.persons.restore(content.persons(), content.following());
        platform.chats.restore(content.chats());
        platform.menus.publish(content.menu());
        platform.qrCodes.restore(content.qrCodes());
        platform.miniProgramCodes.restore(content.miniProgramCodes());
        platform.templates.restore(content.templates());
        platform.consents.restore(content.consents());
        platform.tokens.restore(content.tokens());
    }

    private void writeOnChange() {
        long written = platform.changes.version();
        try {
            while (!closed) {
                long version = platform.changes.await(written, 10_000);
                if (version > written) {
                    write();
                    written = version;
                    Thread.sleep(AT_MOST_EVERY_MILLIS);
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void write() {
        var content = new Content(
                platform.persons.all(),
                platform.persons.followState(),
                platform.chats.all(),
                platform.menus.published(),
                platform.qrCodes.alive(),
                platform.miniProgramCodes.drawn(),
                platform.templates.all(),
                platform.consents.all(),
                platform.tokens.saved());
        try {
            var fresh = file.resolveSibling("stand-in.json.new");
            Files.write(fresh, Json.bytes(content));
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException noRoom) {
            System.err.println("The stand-in's state could not be saved: " + noRoom.getMessage());
        }
    }

    @Override
    public void close() {
        closed = true;
        write();
    }
}
