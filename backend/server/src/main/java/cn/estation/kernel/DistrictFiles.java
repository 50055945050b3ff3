package cn.estation.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Loads the district files of the folder {@code estation.load} at start; a file that was loaded before is skipped. */
@Component
@Order(0)
class DistrictFiles implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(DistrictFiles.class);

    private final List<DistrictPart> parts;
    private final LoadedMapper loaded;
    private final JsonMapper json;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final @Nullable Path folder;

    DistrictFiles(
            List<DistrictPart> parts,
            LoadedMapper loaded,
            JsonMapper json,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${estation.load:}") String folder) {
        this.parts = parts.stream()
                .sorted(Comparator.comparingInt(DistrictPart::order))
                .toList();
        this.loaded = loaded;
        this.json = json;
        this.transaction = transaction;
        this.clock = clock;
        this.folder = folder.isBlank() ? null : Path.of(folder);
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        if (folder == null) {
            return;
        }
        for (var part : parts) {
            var file = folder.resolve(part.name() + ".json");
            if (Files.exists(file)) {
                load(part, Files.readAllBytes(file));
            }
        }
    }

    private void load(DistrictPart part, byte[] content) {
        var fingerprint = Sha256.hex(content);
        transaction.executeWithoutResult(status -> {
            if (loaded.isLoaded(part.name(), fingerprint)) {
                return;
            }
            part.load(json.readTree(content));
            loaded.insert(part.name(), fingerprint, clock.instant());
            log.info("district file {} loaded", part.name());
        });
    }
}
