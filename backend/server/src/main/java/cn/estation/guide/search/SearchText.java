package cn.estation.guide.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How text is read by the index and by questions alike: one form for every way to write it, cut into units. A unit is a
 * Chinese character or a run of Latin letters and digits; {@link #BREAK} stands wherever something else was between two.
 *
 * <p>Single units and pairs of neighbours are what is compared. Words cut by a dictionary were measured too and add nothing
 * to them.
 */
final class SearchText {

    /** Nobody's question is longer; what follows would only cost time. */
    static final int LONGEST = 100;

    static final String BREAK = "";

    private static final Pattern NOISE = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** What people say around what they want. Longer phrases first, because the first that fits is taken. */
    private static final Pattern BOILERPLATE = Pattern.compile(String.join(
            "|",
            "您好|你好|谢谢(您|你)?|请问|劳驾|麻烦(您|你)?|请教|在吗|工作人员|同志|领导",
            "(我|本人)?(想|要|需要|再次)?(询问|问问|问|咨询|了解|打听|请教|求助)(一下|下)?(关于|有关)?",
            "^(关于|有关|对于|反映|请求|希望|建议)",
            "(的)?(相关|有关|一些|一点|几个|几项|具体|这个)?(的)?(问题|疑问|疑惑|事宜|事项|情况|咨询|建议|政策问题)$",
            "(都)?(需要|要|该|应该|应)?(准备|带|拿|交|提交|提供)?(些)?(什么|哪些|啥|那些|何种|什么样的)"
                    + "(材料|资料|证件|手续|东西|条件|流程|地方|时候|部门|方面|措施|举措|内容|要求|规定)?",
            "(需要|要)(带|拿|交)(什么|哪些|啥)|(带|交|拿)(什么|啥)(去)?",
            "(到|去|上|在)?(哪里|哪儿|哪个(部门|窗口|地方)|什么地方|何处|哪)(可以|能)?(去)?(办理|办|弄|领|申请|补|开)?",
            "(该|应该|要|得)?(怎么样|怎么办|怎么|怎样|如何|咋)(样)?(才能)?(去)?" + "(办理|办|弄|搞|申请|申领|领取|领|走流程|操作)?(呢)?",
            "(办理|申请|申办)?(流程|手续|步骤)(是)?(什么|啥)?$",
            "(可以|可否|能不能|能否|可不可以|是不是|是否|有没有|行不行|多少钱|要多久|多长时间|几天|什么时候|何时|多久|为什么|为何|有多(大|远|高|长))",
            "我(家|们|想|要|的)?|想要|想|帮我|现在|[的吗呢啊呀嘛吧]$"));

    /** What people do with the thing they name: 办身份证. Not where 办 is part of a word. */
    private static final Pattern DOING = Pattern.compile("(?:^| )办(?:一?[个张]|一?下)?+(?=[^ ]{2})(?![公学事税证案理卡])");

    private SearchText() {}

    /** One form: NFKC, lower case, only letters and digits; a space for everything between them. */
    static String normalize(String text) {
        return NOISE.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
                .replaceAll(" ")
                .strip();
    }

    /** What is asked for, without the phrases around it; the whole text if nothing else is left. */
    static String question(String text) {
        var whole = normalize(cut(text));
        var bare = BOILERPLATE.matcher(whole).replaceAll(" ").strip().replaceAll(" +", " ");
        var core = DOING.matcher(bare).replaceAll(" ").strip();
        return core.isEmpty() || PARTICLES.matcher(core).matches() ? meaningful(whole) : core;
    }

    private static final Pattern PARTICLES = Pattern.compile("[的了吗呢啊呀嘛吧是 ]*");

    private static String meaningful(String whole) {
        return PARTICLES.matcher(whole).matches() ? "" : whole;
    }

    /** The units of a normalized text. */
    static List<String> units(String normalized) {
        var units = new ArrayList<String>(normalized.length());
        int at = 0;
        while (at < normalized.length()) {
            int point = normalized.codePointAt(at);
            int end = at + Character.charCount(point);
            if (!Character.isLetterOrDigit(point)) {
                if (!units.isEmpty() && !units.getLast().equals(BREAK)) {
                    units.add(BREAK);
                }
            } else if (isLatin(point)) {
                while (end < normalized.length() && isLatin(normalized.charAt(end))) {
                    end++;
                }
                units.add(normalized.substring(at, end));
            } else {
                units.add(normalized.substring(at, end));
            }
            at = end;
        }
        return units;
    }

    static boolean isLatin(int point) {
        return point < 0x250 && Character.isLetterOrDigit(point);
    }

    private static String cut(String text) {
        int end = text.offsetByCodePoints(0, Math.min(LONGEST, text.codePointCount(0, text.length())));
        return text.substring(0, end);
    }
}
