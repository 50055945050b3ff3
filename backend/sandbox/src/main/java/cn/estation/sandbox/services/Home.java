package cn.estation.sandbox.services;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The folder of one service, held by one JVM at a time, with the process id of the server that runs on it. */
final class Home implements AutoCloseable {

    private final Path folder;
    private final FileLock lock;

    private Home(Path folder, FileLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Takes the folder, and ends a server that an earlier run left behind on it.
     *
     * @throws ServiceFault if another JVM holds the folder
     */
    static Home take(Path folder) {
        Folders.create(folder);
        var home = new Home(folder, lock(folder));
        home.endLeftover();
        return home;
    }

    void remember(long pid) {
        try {
            Files.writeString(pidFile(), Long.toString(pid));
        } catch (IOException cannot) {
            throw new ServiceFault("无法写入 %s，请检查磁盘空间。".formatted(pidFile()), cannot);
        }
    }

    void forget() {
        try {
            Files.deleteIfExists(pidFile());
        } catch (IOException cannot) {
            throw new ServiceFault("无法删除 %s。".formatted(pidFile()), cannot);
        }
    }

    @Override
    public void close() {
        try {
            lock.channel().close();
        } catch (IOException cannot) {
            throw new ServiceFault("无法释放 %s。".formatted(folder), cannot);
        }
    }

    private static FileLock lock(Path folder) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException heldByThisJvm) {
            // Falls through to the same answer as when another JVM holds it.
        } catch (IOException cannot) {
            throw new ServiceFault("无法锁定 %s，请检查权限和磁盘空间。".formatted(folder), cannot);
        }
        closeQuietly(channel);
        throw new ServiceFault("%s 正由另一个进程使用，请先停止它。".formatted(folder));
    }

    @SuppressWarnings("EmptyCatch")
    private static void closeQuietly(@org.jspecify.annotations.Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException nothingToSave) {
        }
    }

    private void endLeftover() {
        if (!Files.exists(pidFile())) {
            return;
        }
        try {
            var pid = Long.parseLong(Files.readString(pidFile()).strip());
            var leftover = ProcessHandle.of(pid).filter(this::runsHere);
            if (leftover.isPresent()) {
                end(leftover.get());
            }
            forget();
        } catch (NumberFormatException halfWritten) {
            forget();
        } catch (IOException cannot) {
            throw new ServiceFault("无法读取 %s。".formatted(pidFile()), cannot);
        }
    }

    /** Process ids are used again: only a server started on this very folder is ours. */
    private boolean runsHere(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains(folder.toString());
    }

    private void end(ProcessHandle leftover) {
        leftover.destroy();
        if (!gone(leftover, 10)) {
            leftover.destroyForcibly();
            if (!gone(leftover, 10)) {
                throw new ServiceFault("上次运行留下的进程 %d 无法结束，请手动执行 kill -9 %d。".formatted(leftover.pid(), leftover.pid()));
            }
        }
    }

    private static boolean gone(ProcessHandle process, int seconds) {
        try {
            process.onExit().get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException stillThere) {
            return false;
        } catch (ExecutionException failed) {
            return !process.isAlive();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    private Path pidFile() {
        return folder.resolve("pid");
    }
}
