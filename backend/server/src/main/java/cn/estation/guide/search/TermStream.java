package cn.estation.guide.search;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** The single units and the pairs of a text, as Lucene takes them. */
final class TermStream extends TokenStream {

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final Iterator<String> terms;

    TermStream(List<String> units) {
        var singles = units.stream().filter(unit -> !unit.equals(SearchText.BREAK));
        var pairs = IntStream.range(1, units.size())
                .filter(i -> !units.get(i - 1).equals(SearchText.BREAK)
                        && !units.get(i).equals(SearchText.BREAK))
                .mapToObj(i -> units.get(i - 1) + "|" + units.get(i));
        terms = Stream.concat(singles, pairs).iterator();
    }

    @Override
    public boolean incrementToken() {
        clearAttributes();
        if (!terms.hasNext()) {
            return false;
        }
        term.append(terms.next());
        return true;
    }
}
