package cn.estation.guide.lint;

import static cn.estation.guide.lint.Rule.error;
import static cn.estation.guide.lint.Rule.warning;

import cn.estation.guide.content.GuideTopic;
import cn.estation.guide.content.Words;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** How it is said: short sentences, everyday words, nothing that is nobody's business. */
final class WordingRules {

    /** Read aloud in one breath. */
    private static final int LONGEST_SENTENCE = 60;

    /** On a card for old people. */
    private static final int LONGEST_FOR_ELDERLY = 30;

    private static final Pattern SENTENCE_END = Pattern.compile("[。！？!?；;\\n]");
    private static final Pattern OFFICE = Pattern.compile("予以|之规定|兹|贵方|须经|报经|提请|逾期不候|特此|如前所述|有关规定执行|依照相关|详见附件");
    private static final Pattern PLACEHOLDER = Pattern.compile("待补充|待完善|待定|(?i:todo|tbd|xxx)|＊＊|某某");
    private static final Pattern NOTHING = Pattern.compile("无|空|/|-+|暂无|没有|无。|不涉及|nbsp");
    private static final Pattern ID_NUMBER = Pattern.compile("(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9Xx])");
    private static final Pattern MOBILE = Pattern.compile("(?<![0-9-])1[3-9][0-9]{9}(?![0-9])");

    static final List<Rule> ALL = List.of(
            warning(
                    "sentences-short",
                    "句子短，念得完",
                    (guide, report) -> Texts.spoken(guide).forEach((field, text) -> {
                        int longest = longest(text);
                        int most = field.equals("plain.ELDERLY") ? LONGEST_FOR_ELDERLY : LONGEST_SENTENCE;
                        if (longest > most) {
                            report.add(field, "有一句话长达 %d 个字，请断成每句 %d 字以内。".formatted(longest, most));
                        }
                    })),
            warning(
                    "everyday-words",
                    "不用公文腔",
                    (guide, report) -> Texts.spoken(guide).forEach((field, text) -> {
                        var office = OFFICE.matcher(text);
                        if (office.find()) {
                            report.add(field, "“" + office.group() + "”是公文用语，请换成大白话。");
                        }
                    })),
            warning(
                    "no-placeholder",
                    "没有占位的字",
                    (guide, report) -> Texts.of(guide).forEach((field, text) -> {
                        var placeholder = PLACEHOLDER.matcher(text);
                        if (placeholder.find()) {
                            report.add(field, "“" + placeholder.group() + "”像是没有写完，请补上。");
                        }
                    })),
            warning(
                    "no-word-for-nothing",
                    "没有就空着",
                    (guide, report) -> Texts.of(guide).forEach((field, text) -> {
                        if (NOTHING.matcher(text.strip()).matches()) {
                            report.add(field, "没有内容就空着，不要写“" + text.strip() + "”。");
                        }
                    })),
            error(
                    "no-personal-data",
                    "没有个人信息",
                    (guide, report) -> Texts.of(guide).forEach((field, text) -> {
                        if (ID_NUMBER.matcher(text).find()
                                || MOBILE.matcher(text).find()) {
                            report.add(field, "里面有身份证号或手机号，指南人人能看，请删去。");
                        }
                    })),
            warning("alias-given", "有居民的说法", (guide, report) -> {
                if (guide.words().aliases().isEmpty()) {
                    report.add("aliases", "请写几个居民的叫法，他们那样问也能搜到。");
                }
            }),
            warning("plain-for-elderly", "养老类有写给老人的话", (guide, report) -> {
                if (guide.about().topics().contains(GuideTopic.ELDERLY)
                        && guide.words().plainFor(Words.Reader.ELDERLY).isEmpty()) {
                    report.add("plain.ELDERLY", "养老类的指南，请写一段给老人看的明白卡文字。");
                }
            }),
            warning("plain-for-newborn", "生育类有写给新生儿家庭的话", (guide, report) -> {
                if (guide.about().topics().contains(GuideTopic.BIRTH)
                        && guide.words().plainFor(Words.Reader.NEWBORN).isEmpty()) {
                    report.add("plain.NEWBORN", "生育类的指南，请写一段给新生儿家庭看的明白卡文字。");
                }
            }));

    private WordingRules() {}

    private static int longest(String text) {
        return Arrays.stream(SENTENCE_END.split(text))
                .mapToInt(sentence -> sentence.strip().length())
                .max()
                .orElse(0);
    }
}
