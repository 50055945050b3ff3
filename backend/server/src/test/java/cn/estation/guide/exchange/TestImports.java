package cn.estation.guide.exchange;

import cn.estation.guide.GuideFixture;
import cn.estation.guide.format.JsonLines;
import cn.estation.kernel.Codes;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Imports for tests of other packages. */
@Component
public class TestImports {

    private final Imports imports;
    private final TransactionTemplate transaction;

    TestImports(Imports imports, TransactionTemplate transaction) {
        this.imports = imports;
        this.transaction = transaction;
    }

    /** A preview that waits to be confirmed. */
    public long preview(long cellId) {
        var line = JsonLines.write("T-" + Codes.next(), GuideFixture.content(GuideFixture.title()));
        var read = imports.read("test.jsonl", line.getBytes(StandardCharsets.UTF_8), cell -> cell == cellId);
        return Objects.requireNonNull(
                transaction.execute(status -> imports.preview(() -> "staff:tests", cellId, read)));
    }
}
