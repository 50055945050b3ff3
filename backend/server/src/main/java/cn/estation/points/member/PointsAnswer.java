package cn.estation.points.member;

import cn.estation.chat.AccountAnswer;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.points.Accounts;
import cn.estation.points.Ledger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Answers in the chat what somebody has and where it came from: 我有多少积分, 这 2 分怎么来的, 清扫楼道的积分怎么算的.
 */
@Component
class PointsAnswer implements AccountAnswer {

    /** Points of another kind, which people ask about as much. */
    private static final Pattern ELSEWHERE = Pattern.compile("落户|入户|居住证|入学|学位|驾照|驾驶|违章|信用|征信|考试|高考|中考");

    private static final String POINTS = "(积分(?!落户|入户|入学|超市|商城|制)|兑换分|考评分)";
    private static final Pattern BALANCE =
            Pattern.compile("(多少|几|查询?|看看?|剩|余).{0,6}" + POINTS + "|" + POINTS + ".{0,6}(余额|多少|几|剩|查询|到期|过期|有效)");
    private static final String WHENCE = ".{0,8}(怎么来|哪来|哪里来|从哪|怎么得|为什么|来源|怎么算|怎么没|怎么少|扣)";
    private static final String AMOUNT = "((?<amount>[0-9]{1,7})\\s*)?";
    private static final Pattern ORIGIN = Pattern.compile(
            AMOUNT + POINTS + WHENCE + "|" + POINTS + "的?(明细|流水|记录)|(?<came>[0-9]{1,7})\\s*分[是都]?(怎么|从哪|哪里?)来");

    /** A mere 分 is points only if something of one's own fits; it is minutes, sorts and parts as well. */
    private static final Pattern PERHAPS = Pattern.compile(AMOUNT + "分(?![钟类娩档部期店局公米数之析配付段级批开别担享手工发])" + WHENCE);

    private static final int SHOWN = 3;
    private static final int SOON = 2;
    private static final PageQuery LATEST = new PageQuery(null, 100);

    private final Accounts accounts;

    PointsAnswer(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Optional<String> answer(long residentId, String question) {
        if (ELSEWHERE.matcher(question).find()) {
            return Optional.empty();
        }
        var origin = ORIGIN.matcher(question);
        if (origin.find()) {
            var came = origin.group("came");
            return Optional.of(origin(residentId, question, came == null ? origin.group("amount") : came));
        }
        if (BALANCE.matcher(question).find()) {
            return Optional.of(balance(residentId));
        }
        var perhaps = PERHAPS.matcher(question);
        return perhaps.find() ? fitting(own(latest(residentId)), question, perhaps.group("amount")) : Optional.empty();
    }

    private String balance(long residentId) {
        var standing = accounts.standing(residentId);
        var text = new StringBuilder(
                "您现有兑换分 %d 分，可在积分超市兑换；%d 年考评分 %d 分。".formatted(standing.points(), standing.year(), standing.score()));
        if (standing.owed() > 0) {
            text.append("另有欠分 %d 分，以后得到的积分先还欠分。".formatted(standing.owed()));
        }
        standing.expiring().stream()
                .limit(SOON)
                .forEach(lot -> text.append("其中 %d 分有效至 %s。".formatted(lot.amount(), lot.lastDay())));
        return text.toString();
    }

    private String origin(long residentId, String question, @Nullable String amount) {
        var page = latest(residentId);
        var entries = own(page);
        return fitting(entries, question, amount)
                .orElseGet(() -> amount == null ? newest(entries) : none(amount, page.next() != null));
    }

    /** What was asked for by the name of the task or thing, or else by the amount. */
    private static Optional<String> fitting(List<Accounts.Entry> entries, String question, @Nullable String amount) {
        var named = entries.stream()
                .filter(entry -> mentions(question, entry.explanation()))
                .limit(SHOWN)
                .toList();
        if (!named.isEmpty()) {
            return Optional.of(lines(named));
        }
        return amount == null
                ? Optional.empty()
                : entries.stream()
                        .filter(entry -> Math.abs(entry.amount()) == Long.parseLong(amount))
                        .findFirst()
                        .map(entry -> lines(List.of(entry)));
    }

    private static String newest(List<Accounts.Entry> entries) {
        var latest = entries.stream().limit(SHOWN).toList();
        return latest.isEmpty() ? "您还没有积分记录。完成志愿任务并经社区核实后，积分会自动入账。" : "您最近的积分记录：\n" + lines(latest);
    }

    private static String none(String amount, boolean more) {
        return more ? "最近的积分记录里没有 %s 分的，更早的请在小程序的积分流水里查看。".formatted(amount) : "没有找到 %s 分的积分记录。".formatted(amount);
    }

    /** True if the question says what an entry begins with: the name of the task or of the thing. */
    private static boolean mentions(String question, String explanation) {
        var title = explanation.startsWith("兑换“")
                ? explanation.substring(3, Math.max(3, explanation.indexOf('”')))
                : explanation.split(" ", 2)[0];
        return title.length() >= 2 && question.contains(title);
    }

    private static String lines(List<Accounts.Entry> entries) {
        return String.join(
                "\n", entries.stream().map(entry -> "· " + entry.explanation()).toList());
    }

    private Page<Accounts.Entry> latest(long residentId) {
        return accounts.entries(residentId, Ledger.POINTS, null, LATEST);
    }

    private static List<Accounts.Entry> own(Page<Accounts.Entry> page) {
        return page.items().stream().filter(entry -> !entry.debt()).toList();
    }
}
