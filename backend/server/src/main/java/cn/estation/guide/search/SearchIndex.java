package cn.estation.guide.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * The guides as this node searches them.
 *
 * <p>Every name of a guide, its title and each alias, is a small document of its own, so that a guide with many names is
 * not punished for their length; what else it says is one more document. A guide scores by its best name and its body.
 * A guide that shares only single characters with the question has nothing to do with it and is not found.
 */
public final class SearchIndex implements AutoCloseable {

    private static final String GUIDE = "guide";
    private static final int CANDIDATES = 200;
    private static final double BODY_WEIGHT = 0.35;

    private final Map<Long, IndexedGuide> guides = new ConcurrentHashMap<>();
    private final ByteBuffersDirectory directory = new ByteBuffersDirectory();
    private final IndexWriter writer;
    private final SearcherManager searchers;

    public SearchIndex() {
        try {
            var analyzers = new PerFieldAnalyzerWrapper(
                    SearchText.gramAnalyzer(),
                    Map.of("name.words", SearchText.wordAnalyzer(), "body.words", SearchText.wordAnalyzer()));
            var similarity = new BM25Similarity(1.2f, 0.5f);
            writer = new IndexWriter(directory, new IndexWriterConfig(analyzers).setSimilarity(similarity));
            searchers = new SearcherManager(writer, null);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    /** Adds a guide or replaces what was known of it. Seen after {@link #refresh}. */
    public void put(IndexedGuide guide) {
        guides.put(guide.guideId(), guide);
        var documents = new ArrayList<Document>();
        documents.add(document(guide, "name", guide.title()));
        guide.aliases().forEach(alias -> documents.add(document(guide, "name", alias)));
        documents.add(document(guide, "body", guide.title() + " " + guide.body()));
        try {
            writer.updateDocuments(new Term(GUIDE, Long.toString(guide.guideId())), documents);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    public void remove(long guideId) {
        guides.remove(guideId);
        try {
            writer.deleteDocuments(new Term(GUIDE, Long.toString(guideId)));
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    /** All it holds, for an index beside it. */
    public Collection<IndexedGuide> guides() {
        return List.copyOf(guides.values());
    }

    /** Makes all changes so far visible at once. */
    public void refresh() {
        try {
            searchers.maybeRefreshBlocking();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    /** The guides that fit a question, best first. The text is only ever data; it has no syntax. */
    public List<Ranked> search(String text, int most) {
        var question = SearchText.question(text);
        if (question.isEmpty()) {
            return List.of();
        }
        try {
            var searcher = searchers.acquire();
            try {
                return rank(searcher, question, most);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    @Override
    public void close() {
        try {
            searchers.close();
            writer.close();
            directory.close();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    private static Document document(IndexedGuide guide, String field, String text) {
        var normalized = SearchText.normalize(text);
        var document = new Document();
        document.add(new StringField(GUIDE, Long.toString(guide.guideId()), Field.Store.YES));
        document.add(new StoredField("version", guide.versionId()));
        document.add(new StoredField("title", guide.title()));
        document.add(new StoredField("name", field.equals("name") ? normalized : ""));
        document.add(new TextField(field + ".grams", normalized, Field.Store.NO));
        document.add(new TextField(field + ".words", normalized, Field.Store.NO));
        return document;
    }

    private static List<Ranked> rank(IndexSearcher searcher, String question, int most) throws IOException {
        var found = new HashMap<Long, Candidate>();
        var stored = searcher.storedFields();
        for (var hit : searcher.search(query("name", question), CANDIDATES).scoreDocs) {
            found.computeIfAbsent(guide(stored.document(hit.doc)), Candidate::new)
                    .named(stored.document(hit.doc), hit.score);
        }
        for (var hit : searcher.search(query("body", question), CANDIDATES).scoreDocs) {
            found.computeIfAbsent(guide(stored.document(hit.doc)), Candidate::new)
                    .described(stored.document(hit.doc), hit.score);
        }
        var related = related(searcher, question);
        var best = found.values().stream()
                .filter(candidate -> related.contains(candidate.guideId))
                .sorted(Comparator.comparingDouble(Candidate::score)
                        .reversed()
                        .thenComparing(candidate -> candidate.guideId))
                .limit(Math.max(most, 2))
                .toList();
        boolean sure = Confidence.holds(searcher, question, best);
        return best.stream()
                .limit(most)
                .map(candidate -> candidate.ranked(sure && candidate == best.getFirst()))
                .toList();
    }

    /** The guides that share a pair of characters or a number with the question, or what it has where it has neither. */
    private static Set<Long> related(IndexSearcher searcher, String question) throws IOException {
        var grams = SearchText.grams(question);
        var telling = grams.stream()
                .filter(gram -> gram.codePointCount(0, gram.length()) > 1)
                .collect(Collectors.toSet());
        var query = new BooleanQuery.Builder();
        for (var field : List.of("name.grams", "body.grams")) {
            add(query, field, telling.isEmpty() ? grams : telling, 1);
        }
        var stored = searcher.storedFields();
        var guides = new HashSet<Long>();
        for (var hit : searcher.search(query.build(), CANDIDATES).scoreDocs) {
            guides.add(guide(stored.document(hit.doc)));
        }
        return guides;
    }

    private static long guide(Document document) {
        return Long.parseLong(document.get(GUIDE));
    }

    private static Query query(String field, String question) {
        var query = new BooleanQuery.Builder();
        add(query, field + ".grams", SearchText.grams(question), 1);
        add(query, field + ".words", SearchText.words(question), 1);
        return query.build();
    }

    private static void add(BooleanQuery.Builder query, String field, Set<String> terms, float weight) {
        for (var term : terms) {
            query.add(new BoostQuery(new TermQuery(new Term(field, term)), weight), Occur.SHOULD);
        }
    }

    /** A guide on its way through the ranking. */
    static final class Candidate {

        final long guideId;
        private long versionId;
        private String title = "";
        private double nameScore;
        private double bodyScore;
        final Set<String> nameTerms = new HashSet<>();
        String bestName = "";

        Candidate(long guideId) {
            this.guideId = guideId;
        }

        void named(Document document, float score) {
            take(document);
            if (score > nameScore) {
                nameScore = score;
                bestName = document.get("name");
            }
            nameTerms.addAll(SearchText.grams(document.get("name")));
        }

        void described(Document document, float score) {
            take(document);
            bodyScore = score;
        }

        private void take(Document document) {
            versionId = document.getField("version").numericValue().longValue();
            title = document.get("title");
        }

        double score() {
            return nameScore + BODY_WEIGHT * bodyScore;
        }

        Ranked ranked(boolean confident) {
            return new Ranked(guideId, versionId, title, score(), confident);
        }
    }
}
