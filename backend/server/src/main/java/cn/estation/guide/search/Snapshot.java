package cn.estation.guide.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.jspecify.annotations.Nullable;

/**
 * The guides as they are searched until the next refresh. Lucene finds the candidates, {@link Comparison} ranks them.
 */
final class Snapshot {

    static final BM25Similarity SIMILARITY = new BM25Similarity(1.0f, 0.6f);

    private static final int CANDIDATES = 300;
    private static final int REFINED = 40;
    private static final float PAIR = 2;
    private static final Comparator<Candidate> BEST_FIRST = Comparator.comparingDouble(Candidate::score)
            .reversed()
            .thenComparing(candidate -> candidate.guide().guideId());

    final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final Map<Long, GuideText> guides;
    private final Lexicon lexicon;
    private final int[] having;
    private final double meanLength;
    private final double meanNameLength;
    private @Nullable NameBook names;

    Snapshot(DirectoryReader reader, Map<Long, GuideText> guides, Lexicon lexicon) {
        this.reader = reader;
        this.searcher = new IndexSearcher(reader);
        searcher.setSimilarity(SIMILARITY);
        this.guides = Map.copyOf(guides);
        this.lexicon = lexicon;
        having = having(guides, lexicon.size());
        meanLength = guides.values().stream()
                .mapToInt(guide -> guide.length)
                .average()
                .orElse(1);
        meanNameLength = guides.values().stream()
                .flatMap(guide -> guide.names.stream())
                .mapToInt(GuideText.Name::length)
                .average()
                .orElse(1);
    }

    /** How questions may be spelled here. */
    Spelling spelling() {
        return new Spelling(this::isWritten, this::names);
    }

    /** All names; made when first asked for. */
    synchronized NameBook names() {
        if (names == null) {
            names = new NameBook(guides.values());
        }
        return names;
    }

    private boolean isWritten(String term) {
        try {
            return reader.docFreq(new Term("terms", term)) > 0;
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    /** The best guides for a question, best first; all that fit at all if there are not many. */
    List<Candidate> rank(Question question, Outlook outlook, int most) throws IOException {
        var comparison = new Comparison(
                question,
                new Comparison.Statistics(
                        lexicon, meanLength, meanNameLength, unit -> rarity(having[unit]), this::rarity));
        var ranked = new ArrayList<Candidate>();
        for (var text : candidates(comparison, outlook)) {
            double worth = outlook.worth(text.guide);
            var fit = comparison.with(text);
            if (worth > 0 && fit.related()) {
                ranked.add(new Candidate(text, worth * fit.score(), fit.covered()));
            }
        }
        ranked.sort(BEST_FIRST);
        return ranked.stream()
                .limit(Math.max(most, REFINED))
                .map(candidate ->
                        candidate.plus(outlook.worth(candidate.guide()) * comparison.passage(candidate.text())))
                .sorted(BEST_FIRST)
                .limit(most)
                .toList();
    }

    private List<GuideText> candidates(Comparison comparison, Outlook outlook) throws IOException {
        var query = new BooleanQuery.Builder();
        comparison.singleTerms().forEach(term -> query.add(new TermQuery(new Term("terms", term)), Occur.SHOULD));
        comparison
                .pairTerms()
                .forEach(term -> query.add(new BoostQuery(new TermQuery(new Term("terms", term)), PAIR), Occur.SHOULD));
        var wanted = query.setMinimumNumberShouldMatch(1);
        if (!outlook.cells().isEmpty()) {
            var cells = new HashSet<>(outlook.cells().keySet());
            cells.add(0L);
            wanted.add(LongPoint.newSetQuery("cell", cells), Occur.FILTER);
        }
        var hits = searcher.search(wanted.build(), CANDIDATES).scoreDocs;
        Arrays.sort(hits, Comparator.comparingInt(hit -> hit.doc));
        var found = new ArrayList<GuideText>(hits.length);
        for (var leaf : reader.leaves()) {
            var ids = DocValues.getNumeric(leaf.reader(), "id");
            for (var hit : hits) {
                if (hit.doc >= leaf.docBase
                        && hit.doc < leaf.docBase + leaf.reader().maxDoc()) {
                    ids.advanceExact(hit.doc - leaf.docBase);
                    found.add(Objects.requireNonNull(guides.get(ids.longValue())));
                }
            }
        }
        return found;
    }

    /** How many guides have each unit, by its number. */
    private static int[] having(Map<Long, GuideText> guides, int units) {
        var having = new int[units];
        var last = new long[units];
        long turn = 0;
        for (var guide : guides.values()) {
            turn++;
            for (int unit : guide.units) {
                if (last[unit] != turn) {
                    last[unit] = turn;
                    having[unit]++;
                }
            }
        }
        return having;
    }

    /** BM25's weight of a term that so many guides have; the fewer, the more it tells. */
    private double rarity(int having) {
        int all = guides.size();
        return Math.log(1 + (all - having + 0.5) / (having + 0.5));
    }

    private double rarity(String term) {
        try {
            return rarity(reader.docFreq(new Term("terms", term)));
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }
}
