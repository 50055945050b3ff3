package cn.estation.sandbox.chaos.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the model thinks one member has: piles of points with their last days, what is owed, a score for each year, and
 * every line that should stand in the accounts.
 */
final class Purse {

    /** Points that came together. {@code end} is the first day on which they are no longer good. */
    private static final class Pile {
        private final LocalDate end;
        private final Pile root;
        private int left;
        private int writtenOff;

        /** Points that came. */
        Pile(LocalDate end, int left) {
            this.end = end;
            this.left = left;
            this.root = this;
        }

        /** Points of an earlier pile that came back too late for it. */
        Pile(LocalDate end, int left, Pile before) {
            this.end = end;
            this.left = left;
            this.root = before.root;
        }
    }

    private static final class Take {
        private final Pile pile;
        private final int amount;
        private int back;

        Take(Pile pile, int amount) {
            this.pile = pile;
            this.amount = amount;
        }
    }

    /** Something that moved points, to be undone later. */
    static final class Moved {
        private final int amount;
        private final List<Take> takes;
        private final List<Pile> brought;

        private Moved(int amount, List<Take> takes, List<Pile> brought) {
            this.amount = amount;
            this.takes = takes;
            this.brought = brought;
        }
    }

    private static final Comparator<Pile> BY_END = Comparator.comparing(pile -> pile.end);

    private final List<Pile> piles = new ArrayList<>();
    private final Map<Integer, Integer> scores = new TreeMap<>();
    private final Map<Integer, Integer> scoresOwed = new TreeMap<>();
    private final List<String> lines = new ArrayList<>();
    private int owed;

    int points() {
        return piles.stream().mapToInt(pile -> pile.left).sum();
    }

    int owed() {
        return owed;
    }

    int score(int year) {
        return scores.getOrDefault(year, 0);
    }

    Map<Integer, Integer> scores() {
        return scores;
    }

    int scoreOwed(int year) {
        return scoresOwed.getOrDefault(year, 0);
    }

    /** How much can be spent until which last day. */
    Map<LocalDate, Integer> byLastDay() {
        return piles.stream()
                .filter(pile -> pile.left > 0)
                .collect(
                        Collectors.toMap(pile -> pile.end.minusDays(1), pile -> pile.left, Integer::sum, TreeMap::new));
    }

    /** Every line of the accounts, as {@code POINTS +3 claim}; of what is owed, {@code POINTS owed -3 reversal}. */
    Map<String, Long> lines() {
        return lines.stream().collect(Collectors.groupingBy(line -> line, TreeMap::new, Collectors.counting()));
    }

    private void line(String book, boolean ofDebt, int amount, String source) {
        if (amount != 0) {
            lines.add("%s %s%+d %s".formatted(book, ofDebt ? "owed " : "", amount, source));
        }
    }

    /** Points come, and pay first what is owed. */
    Moved credit(int amount, LocalDate end, String source) {
        var pile = new Pile(end, amount);
        piles.add(pile);
        line("POINTS", false, amount, source);
        repay(List.of(pile));
        return new Moved(amount, List.of(), List.of(pile));
    }

    /** Points go, those first that are over first. Only if there are enough. */
    Moved debit(int amount, String source) {
        line("POINTS", false, -amount, source);
        return new Moved(amount, take(inOrder(), amount), List.of());
    }

    /** What went comes back into its piles, the last to be over first; a pile that is over too soon has a successor. */
    void giveBack(Moved moved, Rules.Version rules, LocalDate today) {
        var least = rules.leastAfterReturn(today);
        var takes = new ArrayList<>(moved.takes).reversed();
        takes.sort(Comparator.comparing((Take take) -> take.pile.end).reversed());
        var fresh = new ArrayList<Pile>();
        for (var take : takes) {
            int part = take.amount - take.back;
            take.back = take.amount;
            if (take.pile.end.isBefore(least)) {
                var successor = new Pile(least, part, take.pile);
                piles.add(successor);
                fresh.add(successor);
            } else {
                take.pile.left += part;
            }
        }
        line("POINTS", false, moved.amount, "reversal");
        repay(fresh);
    }

    /** What came is taken back: from its own pile, then from others; what is spent is owed, what expired is not. */
    void takeBack(Moved moved) {
        var family = family(moved.brought);
        int expired = family.stream().mapToInt(pile -> pile.writtenOff).sum();
        int there = Math.min(points(), moved.amount - expired);
        int missing = moved.amount - expired - there;
        takeOwnFirst(family, there);
        owed += missing;
        line("POINTS", false, -there, "reversal");
        line("POINTS", true, -missing, "reversal");
    }

    private List<Pile> family(List<Pile> roots) {
        var all = Set.copyOf(roots);
        return piles.stream().filter(pile -> all.contains(pile.root)).toList();
    }

    private void repay(List<Pile> brought) {
        int part = Math.min(points(), owed);
        if (part == 0) {
            return;
        }
        owed -= part;
        takeOwnFirst(brought, part);
        line("POINTS", false, -part, "repayment");
        line("POINTS", true, part, "repayment");
    }

    private void takeOwnFirst(List<Pile> own, int amount) {
        var sorted = own.stream().sorted(BY_END).toList();
        int there = Math.min(amount, sorted.stream().mapToInt(pile -> pile.left).sum());
        take(sorted, there);
        take(inOrder(), amount - there);
    }

    private List<Pile> inOrder() {
        return piles.stream().sorted(BY_END).toList();
    }

    private static List<Take> take(List<Pile> from, int amount) {
        var takes = new ArrayList<Take>();
        int missing = amount;
        for (var pile : from) {
            int part = Math.min(missing, pile.left);
            if (part > 0) {
                pile.left -= part;
                missing -= part;
                takes.add(new Take(pile, part));
            }
        }
        if (missing > 0) {
            throw new IllegalStateException("the model takes what is not there");
        }
        return takes;
    }

    /** What is left of piles whose last day is over is written off, pile by pile. */
    int expire(LocalDate today) {
        int all = 0;
        for (var pile : piles) {
            if (pile.left > 0 && !pile.end.isAfter(today)) {
                line("POINTS", false, -pile.left, "lot-expiry");
                all += pile.left;
                pile.writtenOff += pile.left;
                pile.left = 0;
            }
        }
        return all;
    }

    /** A year's score goes up, after what of it is owed. */
    void score(int year, int amount, String source) {
        line("APPRAISAL", false, amount, source);
        scores.merge(year, amount, Integer::sum);
        int part = Math.min(score(year), scoreOwed(year));
        if (part > 0) {
            scores.merge(year, -part, Integer::sum);
            scoresOwed.merge(year, -part, Integer::sum);
            line("APPRAISAL", false, -part, "repayment");
            line("APPRAISAL", true, part, "repayment");
        }
    }

    /** A year's score goes down by what is there. */
    void scoreDown(int year, int amount, String source) {
        line("APPRAISAL", false, -amount, source);
        scores.merge(year, -amount, Integer::sum);
    }

    /** A year's score is taken back; what is not there any more is owed. */
    void scoreBack(int year, int amount) {
        int there = Math.min(score(year), amount);
        scores.merge(year, -there, Integer::sum);
        scoresOwed.merge(year, amount - there, Integer::sum);
        line("APPRAISAL", false, -there, "reversal");
        line("APPRAISAL", true, there - amount, "reversal");
    }
}
