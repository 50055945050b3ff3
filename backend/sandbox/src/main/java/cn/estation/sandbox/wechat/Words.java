package cn.estation.sandbox.wechat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A few words of each label, enough to see every verdict. The platform knows many more. */
final class Words {

    private static final List<Entry> LIST = List.of(
            new Entry("代开发票", 10001, true),
            new Entry("加我微信", 10001, false),
            new Entry("颠覆政权", 20001, true),
            new Entry("色情", 20002, true),
            new Entry("裸聊", 20002, true),
            new Entry("傻逼", 20003, true),
            new Entry("王八蛋", 20003, true),
            new Entry("骗子", 20003, false),
            new Entry("买卖枪支", 20006, true),
            new Entry("冰毒", 20006, true),
            new Entry("刷单返利", 20008, true),
            new Entry("稳赚不赔", 20008, true),
            new Entry("约炮", 20012, true),
            new Entry("盗版", 20013, false),
            new Entry("测试违规", 21000, true),
            new Entry("测试复审", 21000, false));

    private static final Verdict NORMAL = new Verdict("pass", 100, "");

    /** @param suggest pass, review or risky */
    record Verdict(String suggest, int label, String keyword) {
        boolean risky() {
            return suggest.equals("risky");
        }
    }

    /** The worst that a text holds. */
    Verdict risk(String text) {
        var plain = text.replaceAll("\\s+", "");
        @Nullable Verdict worst = null;
        for (var entry : LIST) {
            if (plain.contains(entry.word()) && (worst == null || entry.risky() && !worst.risky())) {
                worst = new Verdict(entry.risky() ? "risky" : "review", entry.label(), entry.word());
            }
        }
        return worst == null ? NORMAL : worst;
    }

    private record Entry(String word, int label, boolean risky) {}
}
