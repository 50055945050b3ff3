package cn.estation.guide.content;

import java.util.List;
import java.util.stream.Collectors;

/** What residents may claim, what they owe, and the law behind it. */
public record Standing(String rights, String duties, List<Law> legalBasis) {

    public static final Standing NONE = new Standing("", "", List.of());

    /**
     * A place in the law (设定依据).
     *
     * @param number 文号
     * @param article 条款号, for example {@code 第三十六条}
     * @param text what it says there
     */
    public record Law(String law, String number, String article, String text) {

        @SuppressWarnings("NullAway") // what JSON leaves out arrives as null
        public Law {
            law = Absent.text(law);
            number = Absent.text(number);
            article = Absent.text(article);
            text = Absent.text(text);
        }

        /** For example {@code 《居住证暂行条例》（国务院令第663号）第二条}. */
        public String line() {
            return law + (number.isEmpty() ? "" : "（" + number + "）") + article;
        }
    }

    @SuppressWarnings("NullAway") // what JSON leaves out arrives as null
    public Standing {
        rights = Absent.text(rights);
        duties = Absent.text(duties);
        legalBasis = Absent.list(legalBasis);
    }

    public String lawText() {
        return legalBasis.stream().map(Law::line).collect(Collectors.joining("；"));
    }
}
