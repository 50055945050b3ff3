package cn.estation.guide.exchange;

import cn.estation.grid.Grid;
import cn.estation.guide.format.JsonLines;
import cn.estation.guide.format.Sheets;
import cn.estation.kernel.Actor;
import cn.estation.kernel.BackgroundJob.Progress;
import cn.estation.kernel.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * {@code scripts/admin import-guides}: takes a file in from the shell, for operators, and prints its report; last, one JSON
 * object. Ends with 1 if the file as a whole was refused. The drafts wait for two people like any others.
 */
@Component
class ImportCommand implements Command {

    private static final long MOST_BYTES = 200L * 1024 * 1024;
    private static final Actor OPERATOR = () -> "operator:import-guides";

    private final Imports imports;
    private final ImportMapper rows;
    private final Grid grid;
    private final TransactionTemplate transaction;

    ImportCommand(Imports imports, ImportMapper rows, Grid grid, TransactionTemplate transaction) {
        this.imports = imports;
        this.rows = rows;
        this.grid = grid;
        this.transaction = transaction;
    }

    @Override
    public String name() {
        return "import-guides";
    }

    @Override
    public String purpose() {
        return "从文件导入办事指南草稿：--file=文件 --cell=组织编码 [--preview] [--report=报告.xlsx]";
    }

    @Override
    public int run(ApplicationArguments arguments) {
        var file = option(arguments, "file");
        var cell = option(arguments, "cell");
        if (file == null || cell == null) {
            System.err.println("用法：" + purpose());
            return 2;
        }
        var place = grid.findByCode(cell).orElse(null);
        if (place == null) {
            System.err.println("没有这个组织：" + cell);
            return 2;
        }
        try {
            return run(Path.of(file), place.id(), arguments);
        } catch (IOException unreadable) {
            System.err.println("读不了文件：" + file);
            return 2;
        }
    }

    private int run(Path file, long cellId, ApplicationArguments arguments) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            System.err.println("文件超过 200 MB，请分成几个。");
            return 2;
        }
        long start = System.nanoTime();
        var within = ImportConsole.within(grid, cellId);
        var read = imports.read(file.getFileName().toString(), Files.readAllBytes(file), within::contains);
        long readMillis = millis(start);
        long id = Objects.requireNonNull(transaction.execute(status -> imports.preview(OPERATOR, cellId, read)));
        if (arguments.containsOption("preview")) {
            transaction.executeWithoutResult(status -> imports.discard(OPERATOR, id));
        } else {
            transaction.executeWithoutResult(status -> imports.confirm(OPERATOR, id, 0));
            imports.takeIn(Objects.requireNonNull(rows.selectById(id)), within, new Dots());
        }
        report(id, option(arguments, "report"));
        System.out.printf(
                "{\"import\": \"%d\", \"rows\": %d, %s, \"read_ms\": %d, \"total_ms\": %d}%n",
                id,
                read.rows().size(),
                imports.counts(id).entrySet().stream()
                        .map(count -> "\"%s\": %d"
                                .formatted(count.getKey().name().toLowerCase(java.util.Locale.ROOT), count.getValue()))
                        .collect(Collectors.joining(", ")),
                readMillis,
                millis(start));
        return 0;
    }

    private void report(long id, @Nullable String file) throws IOException {
        var told = rows.lines(id, null, true, 0, JsonLines.MOST_ROWS);
        told.stream()
                .filter(line -> line.outcome() == Outcome.REFUSED || line.outcome() == Outcome.KEPT)
                .forEach(ImportCommand::print);
        told.stream()
                .filter(line -> line.outcome().writes())
                .collect(Collectors.groupingBy(ImportMapper.Line::field, java.util.TreeMap::new, Collectors.counting()))
                .forEach((field, count) -> System.out.printf("已导入但请核对：%s，%d 行%n", field, count));
        imports.counts(id).forEach((outcome, count) -> System.out.printf("%-10s %d%n", outcome.title(), count));
        if (file != null) {
            try (var out = Files.newOutputStream(Path.of(file))) {
                Sheets.report(out, told.stream().map(ImportMapper.Line::told).toList());
            }
            System.out.println("逐行报告：" + file);
        }
    }

    private static void print(ImportMapper.Line line) {
        System.out.printf(
                "第 %d 行  %s  %s  %s：%s%n",
                line.line(), line.outcome().title(), line.code(), line.field(), line.sentence());
    }

    private static @Nullable String option(ApplicationArguments arguments, String name) {
        List<String> values = arguments.getOptionValues(name);
        return values == null || values.isEmpty() ? null : values.getLast();
    }

    private static long millis(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    /** Progress on a terminal. */
    private static final class Dots implements Progress {
        private int total;

        @Override
        public void total(int steps) {
            total = steps;
        }

        @Override
        public void done(int steps) {
            if (steps % 500 == 0 || steps == total) {
                System.out.printf("已处理 %d/%d%n", steps, total);
            }
        }
    }
}
