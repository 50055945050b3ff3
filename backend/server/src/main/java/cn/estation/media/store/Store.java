package cn.estation.media.store;

import cn.estation.media.MediaSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Files of pictures, each under 128 random bits, spread over folders. With more than one node the folder is a shared one.
 * No name that comes from outside is ever part of a path.
 */
@Component
public class Store {

    private static final Logger log = LoggerFactory.getLogger(Store.class);
    private static final Pattern LOCATION = Pattern.compile("[0-9a-f]{32}");
    private static final String INCOMING = "incoming";

    private final Path folder;
    private final SecureRandom random = new SecureRandom();

    Store(MediaSettings settings) {
        this.folder = Path.of(settings.folder()).toAbsolutePath().normalize();
    }

    /**
     * Keeps a file: whole, or not at all.
     *
     * @return its location, by which it is found again
     * @throws UncheckedIOException if the disk is full or away
     */
    public String save(byte[] content) {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        var location = HexFormat.of().formatHex(bytes);
        try {
            var incoming = Files.createDirectories(folder.resolve(INCOMING)).resolve(location);
            try {
                Files.write(
                        incoming,
                        content,
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.SYNC);
                Files.createDirectories(folderOf(location));
                move(incoming, path(location));
            } finally {
                Files.deleteIfExists(incoming);
            }
            return location;
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException notHere) {
            Files.move(from, to);
        }
    }

    /** The file, if it is there. */
    public Optional<byte[]> read(String location) {
        try {
            return Optional.of(Files.readAllBytes(path(location)));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Deletes a file. What is not there need not be deleted; what cannot be now is found by the clean-up. */
    public void delete(String location) {
        try {
            Files.deleteIfExists(path(location));
        } catch (IOException busy) {
            log.warn("a picture's file could not be deleted and stays until the clean-up: {}", busy.toString());
        }
    }

    /** Every file last changed before this moment, by location. What was begun and never finished is deleted on the way. */
    public void eachBefore(Instant moment, Consumer<String> action) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.walk(folder, 3, new FileVisitOption[0])) {
            files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file ->
                            LOCATION.matcher(file.getFileName().toString()).matches())
                    .filter(file -> isBefore(file, moment))
                    .forEach(file -> {
                        if (file.startsWith(folder.resolve(INCOMING))) {
                            deleteUnfinished(file);
                        } else {
                            action.accept(file.getFileName().toString());
                        }
                    });
        } catch (IOException away) {
            throw new UncheckedIOException(away);
        }
    }

    private static boolean isBefore(Path file, Instant moment) {
        try {
            return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                    .toInstant()
                    .isBefore(moment);
        } catch (IOException gone) {
            return false;
        }
    }

    private static void deleteUnfinished(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException busy) {
            log.warn("an unfinished picture could not be deleted: {}", busy.toString());
        }
    }

    private Path path(String location) {
        return folderOf(location).resolve(location);
    }

    private Path folderOf(String location) {
        if (!LOCATION.matcher(location).matches()) {
            throw new IllegalArgumentException("not a location");
        }
        return folder.resolve(location.substring(0, 2)).resolve(location.substring(2, 4));
    }
}
