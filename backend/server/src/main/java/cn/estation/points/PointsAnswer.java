package cn.estation.points;

import cn.estation.chat.AccountAnswer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Answers in the chat what somebody has and where it came from: 我有多少积分, 这 2 分怎么来的. */
@Component
class PointsAnswer implements AccountAnswer {

    private static final Pattern BALANCE =
            Pattern.compile(".*(多少|几|查询?|看看?|剩|余).{0,6}(积分|兑换分|考评分).*|.*(积分|兑换分|考评分).{0,6}(余额|多少|几|剩|查询).*");
    private static final Pattern ORIGIN =
            Pattern.compile(".*?([0-9]{1,7})?\\s*(分|积分).{0,8}(怎么来|哪来|哪里来|从哪|怎么得|为什么|来源|怎么算).*|.*积分(明细|流水|记录).*");
    private static final int SHOWN = 3;

    private final AccountMapper accounts;
    private final LedgerMapper ledger;

    PointsAnswer(AccountMapper accounts, LedgerMapper ledger) {
        this.accounts = accounts;
        this.ledger = ledger;
    }

    @Override
    public Optional<String> answer(long residentId, String question) {
        var origin = ORIGIN.matcher(question);
        if (origin.matches()) {
            var amount = origin.group(1);
            return Optional.of(origin(residentId, amount == null ? null : Long.valueOf(amount)));
        }
        return BALANCE.matcher(question).matches() ? Optional.of(balance(residentId)) : Optional.empty();
    }

    private String balance(long residentId) {
        var mine = accounts.ofResident(residentId);
        long points = balance(mine, Ledger.POINTS);
        long appraisal = balance(mine, Ledger.APPRAISAL);
        return "您现有兑换分 %d 分，可在积分超市兑换；考评分 %d 分。".formatted(points, appraisal);
    }

    private String origin(long residentId, @org.jspecify.annotations.Nullable Long amount) {
        var entries = entries(residentId).stream()
                .filter(entry -> amount == null || Math.abs(entry.amount()) == amount)
                .limit(amount == null ? SHOWN : 1)
                .map(entry -> "· " + entry.explanation())
                .toList();
        if (entries.isEmpty()) {
            return amount == null ? "您还没有积分记录。完成志愿任务并经社区核实后，积分会自动入账。" : "没有找到 %d 分的积分记录。".formatted(amount);
        }
        return (amount == null ? "您最近的积分记录：\n" : "") + String.join("\n", entries);
    }

    private List<LedgerMapper.Entry> entries(long residentId) {
        var points = accounts.ofResident(residentId).stream()
                .filter(account -> account.ledger() == Ledger.POINTS)
                .map(AccountMapper.Account::id)
                .toList();
        return points.isEmpty() ? List.of() : ledger.page(points, Long.MAX_VALUE, 100);
    }

    private static long balance(List<AccountMapper.Account> accounts, Ledger book) {
        return accounts.stream()
                .filter(account -> account.ledger() == book)
                .mapToLong(AccountMapper.Account::balance)
                .sum();
    }
}
