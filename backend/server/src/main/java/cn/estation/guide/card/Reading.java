package cn.estation.guide.card;

import cn.estation.guide.CardDocument;
import java.util.List;

/** A card in sentences, as somebody would read it to another. No signs that a voice stumbles over. */
final class Reading {

    private static final String[] NUMBERS = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};

    private Reading() {}

    static String of(
            String title,
            List<CardDocument> documents,
            String fee,
            String where,
            String when,
            String now,
            String timeLimit,
            String phone,
            String notice) {
        var text = new StringBuilder();
        if (!notice.isEmpty()) {
            sentence(text, notice);
        }
        sentence(text, "您要办的是：" + title);
        if (documents.isEmpty()) {
            sentence(text, "不用带材料");
        } else {
            sentence(text, "要带的材料一共" + documents.size() + "样");
            int number = 0;
            for (var document : documents) {
                sentence(text, "第" + number(++number) + "样，" + said(document));
            }
        }
        sentence(text, "费用：" + (fee.isEmpty() ? "请问窗口" : fee));
        if (!now.isEmpty()) {
            sentence(text, now);
        } else if (!where.isEmpty()) {
            sentence(text, "去哪里办：" + where);
        }
        if (!when.isEmpty()) {
            sentence(text, "什么时间：" + when);
        }
        if (!timeLimit.isEmpty()) {
            sentence(text, "多久办好：" + timeLimit);
        }
        if (!phone.isEmpty()) {
            sentence(text, "不清楚的，请打电话：" + phone);
        }
        return text.toString();
    }

    private static String said(CardDocument document) {
        var said = "%s，%s%s份".formatted(document.name(), document.form(), copies(document.copies()));
        if (!document.necessity().equals("必要")) {
            said += "，" + document.necessity();
        }
        return document.note().isEmpty() ? said : said + "，" + document.note();
    }

    private static String copies(int count) {
        return count == 2 ? "两" : number(count);
    }

    static String number(int number) {
        if (number <= 10) {
            return NUMBERS[number];
        }
        if (number >= 100) {
            return Integer.toString(number);
        }
        int ones = number % 10;
        return (number < 20 ? "" : NUMBERS[number / 10]) + "十" + (ones == 0 ? "" : NUMBERS[ones]);
    }

    private static void sentence(StringBuilder text, String said) {
        var plain = said.replace('\n', '，')
                .replaceAll("[（(]", "，")
                .replaceAll("[)）]", "")
                .strip();
        text.append(plain.replaceAll("[。；;，,\\s]+$", "")).append('。');
    }
}
