package cn.estation.guide.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cn.smart.HMMChineseTokenizer;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * How text is read by the index and by questions alike: one form for every way to write it, cut in two ways. Characters
 * with pairs find whatever is worded differently; words keep apart what only shares characters.
 */
final class SearchText {

    /** Nobody's question is longer; what follows would only cost time. */
    static final int LONGEST = 100;

    private static final Pattern NOISE = Pattern.compile("[^\\p{L}\\p{N}]+|[的吗呢啊呀嘛]");

    /** What people say around what they want. Longer phrases first, because the first that fits is taken. */
    private static final Pattern BOILERPLATE = Pattern.compile(String.join(
            "|",
            "(我)?(想|要|需要)?(问|咨询|了解|打听|请教)(一下|下|问)?",
            "请问|劳驾|麻烦(您|你)?|您好|你好|谢谢(您|你)?|在吗|工作人员|同志",
            "(都)?(需要|要|该)?(准备|带|拿|交|提交|提供)?(些)?(什么|哪些|啥|那些)(材料|资料|证件|手续|东西|条件|流程|地方|时候|部门)",
            "(需要|要)(带|拿|交)(什么|哪些|啥)|(带|交|拿)(什么|啥)(去)?",
            "(到|去|上|在)?(哪里|哪儿|哪个(部门|窗口|地方)|什么地方|哪)(可以|能)?(去)?(办理|办|弄|领|申请|补|开)?",
            "(该|应该|要|得)?(怎么|怎样|如何|咋)(样)?(才能)?(去)?(办理|办|弄|搞|申请|申领|领取|领|走流程|操作)?(呢)?",
            "(办理|申请|申办)?(流程|手续|步骤)(是)?(什么|啥)?",
            "(可以|能不能|能否|可不可以|是不是|有没有|行不行|多少钱|要多久|多长时间|几天|什么时候)",
            "我(家|们|想|要|的)?|想要|想|办理|办个|办一个|帮我|现在"));

    private static final Analyzer GRAMS = new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            var source = new StandardTokenizer();
            return new TokenStreamComponents(source, new CJKBigramFilter(source, CJKBigramFilter.HAN, true));
        }
    };

    private static final Analyzer WORDS = new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer source = new HMMChineseTokenizer();
            return new TokenStreamComponents(source, new StopFilter(source, CharArraySet.copy(Set.of(",", " "))));
        }
    };

    private SearchText() {}

    /** One form: NFKC, lower case, only letters and digits, particles gone. */
    static String normalize(String text) {
        return NOISE.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
                .replaceAll(" ")
                .strip();
    }

    /** What is asked for, without the phrases around it; the whole text if nothing else is left. */
    static String question(String text) {
        var whole = normalize(cut(text));
        var core = BOILERPLATE.matcher(whole).replaceAll(" ").strip().replaceAll(" +", " ");
        return core.isEmpty() ? whole : core;
    }

    static Set<String> grams(String normalized) {
        return terms(GRAMS, normalized);
    }

    static Set<String> words(String normalized) {
        return terms(WORDS, normalized);
    }

    static Analyzer gramAnalyzer() {
        return GRAMS;
    }

    static Analyzer wordAnalyzer() {
        return WORDS;
    }

    private static String cut(String text) {
        int end = text.offsetByCodePoints(0, Math.min(LONGEST, text.codePointCount(0, text.length())));
        return text.substring(0, end);
    }

    private static Set<String> terms(Analyzer analyzer, String normalized) {
        var terms = new LinkedHashSet<String>();
        try (var stream = analyzer.tokenStream("", normalized)) {
            var term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                terms.add(term.toString());
            }
            stream.end();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return terms;
    }
}
