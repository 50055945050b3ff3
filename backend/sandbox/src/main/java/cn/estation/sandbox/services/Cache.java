package cn.estation.sandbox.services;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Where unpacked server binaries are kept, shared by all runs of this user on this machine. */
final class Cache {

    private Cache() {}

    /** What fills an entry; it may take long and may fail half-way. */
    interface Filling {
        void into(Path folder) throws IOException;
    }

    /**
     * The folder of that name, filled once however many processes ask at the same time.
     *
     * <p>The lock on a file keeps other processes out, the monitor other threads of this one. It appears under its name only when it is complete: it is filled under another name and then moved.
     */
    static synchronized Path entry(String name, long bytesNeeded, Filling filling) {
        var folder = root().resolve(name);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        Folders.create(root());
        try (var channel = FileChannel.open(
                        root().resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            if (!Files.isDirectory(folder)) {
                fill(folder, bytesNeeded, filling);
            }
            return folder;
        } catch (IOException cannot) {
            throw new ServiceFault("无法在 %s 解压服务程序：%s。".formatted(root(), cannot.getMessage()), cannot);
        }
    }

    private static void fill(Path folder, long bytesNeeded, Filling filling) throws IOException {
        var free = Files.getFileStore(root()).getUsableSpace();
        if (free < bytesNeeded) {
            throw new ServiceFault("磁盘空间不足：%s 需要 %d MB，只剩 %d MB。".formatted(root(), bytesNeeded >> 20, free >> 20));
        }
        var unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished");
        Folders.delete(unfinished);
        Files.createDirectories(unfinished);
        filling.into(unfinished);
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path root() {
        var chosen = setting("ESTATION_CACHE");
        if (chosen != null) {
            return Path.of(chosen).toAbsolutePath();
        }
        var shared = setting("XDG_CACHE_HOME");
        var base = shared != null ? Path.of(shared) : Path.of(System.getProperty("user.home"), ".cache");
        return base.resolve("estation").toAbsolutePath();
    }

    private static @Nullable String setting(String name) {
        var value = System.getenv(name);
        return value == null || value.isBlank() ? null : value;
    }
}
