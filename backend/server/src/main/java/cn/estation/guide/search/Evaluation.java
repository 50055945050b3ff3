package cn.estation.guide.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures the search that serves residents on a corpus with known answers, without a database. Run by
 * {@code scripts/evaluate-search}.
 */
public final class Evaluation {

    private static final int DEPTH = 10;

    private final Map<String, Long> documents = new LinkedHashMap<>();
    private final List<Asked> questions = new ArrayList<>();
    private final SearchIndex index = new SearchIndex();

    private record Asked(String text, long answer) {}

    /** A file that cannot be evaluated; the message says which line and what to do. */
    static final class Unreadable extends RuntimeException {
        Unreadable(String message) {
            super(message);
        }
    }

    /** Arguments: the file of documents, the file of questions, and optionally {@code --abstain}. */
    public static void main(String[] args) {
        try {
            var evaluation = new Evaluation(Path.of(args[0]), Path.of(args[1]));
            evaluation.show(evaluation.measure(args.length > 2 && args[2].equals("--abstain")));
        } catch (Unreadable unreadable) {
            System.err.println("错误：" + unreadable.getMessage());
            System.exit(1);
        }
    }

    Evaluation(Path docs, Path queries) {
        readDocuments(docs);
        readQuestions(queries);
    }

    private void readDocuments(Path file) {
        int number = 0;
        for (var line : lines(file)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            var cells = line.split("\t", -1);
            if (cells.length != 3 || cells[0].isBlank() || (cells[1] + cells[2]).isBlank()) {
                throw new Unreadable(
                        "%s 第 %d 行应是“编号、标题、正文”三列，用制表符分开（标题可空），这一行有 %d 列。".formatted(file, number, cells.length));
            }
            long id = documents.size() + 1L;
            if (documents.putIfAbsent(cells[0].strip(), id) != null) {
                throw new Unreadable("%s 第 %d 行的编号 %s 前面已经有了。".formatted(file, number, cells[0]));
            }
            index.put(guide(id, cells[1], cells[2]));
        }
        if (documents.isEmpty()) {
            throw new Unreadable(file + " 里没有文档。");
        }
        index.refresh();
    }

    private static IndexedGuide guide(long id, String title, String text) {
        return new IndexedGuide(id, id, title, List.of(), text);
    }

    private void readQuestions(Path file) {
        int number = 0;
        var strangers = new ArrayList<String>();
        for (var line : lines(file)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            var cells = line.split("\t", -1);
            if (cells.length != 2 || cells[0].isBlank() || cells[1].isBlank()) {
                throw new Unreadable("%s 第 %d 行应是“问题、文档编号”两列，用制表符分开，这一行有 %d 列。".formatted(file, number, cells.length));
            }
            var answer = documents.get(cells[1].strip());
            if (answer == null) {
                strangers.add("第 %d 行 %s".formatted(number, cells[1].strip()));
            } else {
                questions.add(new Asked(cells[0], answer));
            }
        }
        if (!strangers.isEmpty()) {
            throw new Unreadable("%s 里有 %d 个问题的文档编号不在文档文件里：%s。"
                    .formatted(
                            file,
                            strangers.size(),
                            String.join("、", strangers.subList(0, Math.min(5, strangers.size())))));
        }
        if (questions.isEmpty()) {
            throw new Unreadable(file + " 里没有问题。");
        }
    }

    private static List<String> lines(Path file) {
        try {
            var text = Files.readString(file, StandardCharsets.UTF_8);
            return (text.startsWith("\uFEFF") ? text.substring(1) : text)
                    .lines()
                    .toList();
        } catch (java.nio.charset.CharacterCodingException notUtf8) {
            throw new Unreadable(file + " 不是 UTF-8 编码的文本。");
        } catch (IOException unreadable) {
            throw new Unreadable("读不到文件 " + file + "。");
        }
    }

    /** The figures by name, after a while of warming up. */
    Map<String, Double> measure(boolean abstain) {
        warmUp();
        int[] within = new int[DEPTH + 1];
        double reciprocal = 0;
        var nanos = new long[questions.size()];
        long began = System.nanoTime();
        for (int i = 0; i < questions.size(); i++) {
            long start = System.nanoTime();
            var found = index.search(questions.get(i).text(), DEPTH);
            nanos[i] = System.nanoTime() - start;
            int rank = rank(found, questions.get(i).answer());
            reciprocal += rank == 0 ? 0 : 1.0 / rank;
            for (int depth = Math.max(1, rank); rank > 0 && depth <= DEPTH; depth++) {
                within[depth]++;
            }
        }
        double perSecond = questions.size() * 1e9 / (System.nanoTime() - began);
        Arrays.sort(nanos);
        double p99 = nanos[(int) Math.ceil(nanos.length * 0.99) - 1] / 1e6;

        var figures = new LinkedHashMap<String, Double>();
        figures.put("recall_at_1", share(within[1]));
        figures.put("recall_at_3", share(within[3]));
        figures.put("recall_at_10", share(within[10]));
        figures.put("mrr_at_10", reciprocal / questions.size());
        figures.put("queries_per_second", perSecond);
        figures.put("p99_ms", p99);
        if (abstain) {
            abstain(figures);
        }
        return figures;
    }

    /** The figures are of a server that has run for a while. */
    private void warmUp() {
        long until = System.nanoTime() + 1_500_000_000L;
        do {
            for (var question : questions) {
                index.search(question.text(), DEPTH);
                if (System.nanoTime() > until) {
                    return;
                }
            }
        } while (System.nanoTime() < until);
    }

    /** Each question once with and once without its document: a sure answer without it can only be wrong. */
    private void abstain(Map<String, Double> figures) {
        int sure = 0;
        int right = 0;
        int covered = 0;
        for (var question : questions) {
            index.refresh();
            var answer = confident(index.search(question.text(), 1));
            sure += answer == 0 ? 0 : 1;
            covered += answer == 0 ? 0 : 1;
            right += answer == question.answer() ? 1 : 0;
            var taken = index.guide(question.answer());
            index.remove(question.answer());
            index.refresh();
            sure += confident(index.search(question.text(), 1)) == 0 ? 0 : 1;
            index.put(taken);
        }
        index.refresh();
        figures.put("confident_precision", sure == 0 ? 0 : (double) right / sure);
        figures.put("confident_coverage", share(covered));
    }

    private static long confident(List<Ranked> found) {
        return !found.isEmpty() && found.getFirst().confident()
                ? found.getFirst().guideId()
                : 0;
    }

    private static int rank(List<Ranked> found, long answer) {
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).guideId() == answer) {
                return i + 1;
            }
        }
        return 0;
    }

    private double share(int of) {
        return (double) of / questions.size();
    }

    private void show(Map<String, Double> figures) {
        System.out.printf("文档 %d 篇，问题 %d 个。%n", documents.size(), questions.size());
        var json = new ArrayList<String>();
        figures.forEach((name, value) -> {
            System.out.printf(Locale.ROOT, "%-22s %.3f%n", name, value);
            json.add(String.format(Locale.ROOT, "\"%s\": %.4f", name, value));
        });
        System.out.println("{" + String.join(", ", json) + "}");
    }
}
