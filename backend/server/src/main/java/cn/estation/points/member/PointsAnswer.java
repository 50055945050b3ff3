package cn.estation.points.member;

import cn.estation.chat.AccountAnswer;
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

    private static final Pattern BALANCE = Pattern.compile(
            ".*(多少|几|查询?|看看?|剩|余).{0,6}(积分|兑换分|考评分).*|.*(积分|兑换分|考评分).{0,6}(余额|多少|几|剩|查询).*|.*积分.{0,6}(到期|过期|有效).*");
    private static final Pattern ORIGIN = Pattern.compile(
            "(?<named>.*?)(?<amount>[0-9]{1,7})?\\s*(分|积分).{0,8}(怎么来|哪来|哪里来|从哪|怎么得|为什么|来源|怎么算|怎么没|怎么少|扣).*|.*积分(明细|流水|记录).*");
    private static final int SHOWN = 3;
    private static final int SOON = 2;
    private static final PageQuery LATEST = new PageQuery(null, 100);

    private final Accounts accounts;

    PointsAnswer(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Optional<String> answer(long residentId, String question) {
        var origin = ORIGIN.matcher(question);
        if (origin.matches()) {
            return Optional.of(origin(residentId, question, origin.group("amount")));
        }
        return BALANCE.matcher(question).matches() ? Optional.of(balance(residentId)) : Optional.empty();
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
        var entries = entries(residentId);
        var named = entries.stream()
                .filter(entry -> mentions(question, entry.explanation()))
                .limit(SHOWN)
                .toList();
        if (!named.isEmpty()) {
            return lines(named);
        }
        if (amount == null) {
            var latest = entries.stream().limit(SHOWN).toList();
            return latest.isEmpty() ? "您还没有积分记录。完成志愿任务并经社区核实后，积分会自动入账。" : "您最近的积分记录：\n" + lines(latest);
        }
        var same = entries.stream()
                .filter(entry -> Math.abs(entry.amount()) == Long.parseLong(amount))
                .limit(1)
                .toList();
        return same.isEmpty() ? "没有找到 %s 分的积分记录。".formatted(amount) : lines(same);
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

    private List<Accounts.Entry> entries(long residentId) {
        return accounts.entries(residentId, Ledger.POINTS, null, LATEST).items().stream()
                .filter(entry -> !entry.debt())
                .toList();
    }
}
