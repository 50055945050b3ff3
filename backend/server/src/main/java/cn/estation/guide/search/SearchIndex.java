package cn.estation.guide.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * The guides as this node searches them. Text in, ranked guides out, without a database.
 *
 * <p>Changes are collected and seen all at once after {@link #refresh}. Searches never wait for them.
 */
public final class SearchIndex implements AutoCloseable {

    /** How many names are looked at for what somebody is typing. */
    private static final int MOST_NAMES = 200;

    private final ByteBuffersDirectory directory = new ByteBuffersDirectory();
    private final Lexicon lexicon = new Lexicon();
    private final Map<Long, GuideText> guides = new HashMap<>();
    private final IndexWriter writer;
    private volatile Snapshot current;

    public SearchIndex() {
        try {
            writer = new IndexWriter(
                    directory, new IndexWriterConfig(new KeywordAnalyzer()).setSimilarity(Snapshot.SIMILARITY));
            current = new Snapshot(DirectoryReader.open(writer), guides, lexicon);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    /** Adds a guide or replaces what was known of it. */
    public synchronized void put(IndexedGuide guide) {
        var words = GuideText.words(guide);
        guides.put(guide.guideId(), new GuideText(guide, words, lexicon));
        try {
            writer.updateDocument(key(guide.guideId()), document(guide, words));
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    public synchronized void remove(long guideId) {
        guides.remove(guideId);
        try {
            writer.deleteDocuments(key(guideId));
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    /** Makes all changes so far visible at once. */
    public synchronized void refresh() {
        try {
            // What is deleted would still be counted; every node is to rank alike.
            writer.forceMergeDeletes();
            var before = current;
            current = new Snapshot(DirectoryReader.open(writer), guides, lexicon);
            before.reader.decRef();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    /** The guides that fit a question of somebody of whom nothing is known, best first. */
    public List<Ranked> search(String text, int most) {
        return search(text, most, Outlook.ANYBODY, Synonymy.general());
    }

    /**
     * The guides that fit a question, best first. The text is only ever data; it has no syntax.
     *
     * @param outlook from where it is asked
     * @param words which words stand for each other there
     */
    public List<Ranked> search(String text, int most, Outlook outlook, Synonymy words) {
        var snapshot = hold();
        try {
            var question = Question.read(text, words, snapshot.spelling());
            if (question.isEmpty()) {
                return List.of();
            }
            var best = snapshot.rank(question, outlook, Math.max(most, 2));
            boolean sure = Confidence.holds(question, best);
            return best.stream()
                    .limit(most)
                    .map(candidate -> candidate.ranked(
                            Confidence.likely(question, candidate), sure && candidate == best.getFirst()))
                    .toList();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        } finally {
            release(snapshot);
        }
    }

    /** One of those it holds. */
    synchronized IndexedGuide guide(long guideId) {
        return Objects.requireNonNull(guides.get(guideId)).guide;
    }

    /**
     * What may become of what somebody is typing: a guide and the name of it that fits, in characters, pinyin or initials.
     */
    public List<Suggestion> suggest(String typed, int most, Outlook outlook) {
        var text = SearchText.normalize(typed).replace(" ", "");
        if (text.isEmpty() || text.length() > SearchText.LONGEST) {
            return List.of();
        }
        var snapshot = hold();
        try {
            return snapshot.names().completing(text, guide -> outlook.worth(guide) > 0, MOST_NAMES).stream()
                    .flatMap(completion -> Suggestion.of(completion, outlook))
                    .sorted(Suggestion.BEST_FIRST)
                    .filter(distinct())
                    .limit(most)
                    .toList();
        } finally {
            release(snapshot);
        }
    }

    private static Predicate<Suggestion> distinct() {
        var seen = new HashSet<Long>();
        return suggestion -> seen.add(suggestion.guideId());
    }

    /** Makes the names ready that are otherwise made when first asked for. */
    public void warm() {
        var snapshot = hold();
        try {
            snapshot.names();
        } finally {
            release(snapshot);
        }
    }

    /** All it holds, for an index beside it. */
    public synchronized Collection<IndexedGuide> guides() {
        return guides.values().stream().map(text -> text.guide).toList();
    }

    @Override
    public synchronized void close() {
        try {
            current.reader.decRef();
            writer.close();
            directory.close();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    private Snapshot hold() {
        while (true) {
            var snapshot = current;
            if (snapshot.reader.tryIncRef()) {
                return snapshot;
            }
            if (snapshot == current) {
                throw new Closed();
            }
        }
    }

    private static void release(Snapshot snapshot) {
        try {
            snapshot.reader.decRef();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    private static Term key(long guideId) {
        return new Term("key", Long.toString(guideId));
    }

    private static Document document(IndexedGuide guide, List<String> words) {
        var document = new Document();
        document.add(new StringField("key", Long.toString(guide.guideId()), Store.NO));
        document.add(new NumericDocValuesField("id", guide.guideId()));
        document.add(new LongPoint("cell", guide.cellId()));
        document.add(new TextField("terms", new TermStream(words)));
        return document;
    }

    /** Another index has taken this one's place. */
    public static final class Closed extends IllegalStateException {
        Closed() {
            super("closed");
        }
    }
}
