package cn.estation.guide.search;

import cn.estation.guide.search.SearchIndex.Candidate;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;

/**
 * Decides whether the best guide may be given as the answer. It may if what is rare in the question is in one of the
 * guide's names and no other guide comes near; otherwise people are asked what they meant.
 */
final class Confidence {

    private static final double COVERED = 0.62;
    private static final double AHEAD = 1.15;

    private Confidence() {}

    static boolean holds(IndexSearcher searcher, String question, List<Candidate> best) throws IOException {
        if (best.isEmpty() || best.getFirst().bestName.isEmpty()) {
            return false;
        }
        var first = best.getFirst();
        if (best.size() > 1 && first.score() < AHEAD * best.get(1).score()) {
            return false;
        }
        return covered(searcher, question, first) >= COVERED;
    }

    /** The share of the question's weight, rare terms weighing more, that is found in the guide's names. */
    private static double covered(IndexSearcher searcher, String question, Candidate candidate) throws IOException {
        double all = 0;
        double found = 0;
        int documents = Math.max(1, searcher.getIndexReader().numDocs());
        for (var term : SearchText.grams(question)) {
            int having = searcher.getIndexReader().docFreq(new Term("name.grams", term));
            double weight = Math.log(1 + (documents - having + 0.5) / (having + 0.5));
            all += weight;
            if (candidate.nameTerms.contains(term)) {
                found += weight;
            }
        }
        return all == 0 ? 0 : found / all;
    }
}
