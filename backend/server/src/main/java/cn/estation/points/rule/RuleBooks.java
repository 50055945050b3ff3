package cn.estation.points.rule;

import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.points.lot.LotTerms;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Finds the rules that apply: a community's own, else those of the nearest organisation above, else the system's. */
@Service
public class RuleBooks {

    /** The rules that come with the system belong to no part of the tree. */
    public static final long SYSTEM = 0;

    private final RuleMapper rules;
    private final Grid grid;

    RuleBooks(RuleMapper rules, Grid grid) {
        this.rules = rules;
        this.grid = grid;
    }

    /** The version that applies to work done in a community on a day. */
    public RuleBook inForce(long communityId, LocalDate day) {
        return whole(row(communityId, day));
    }

    /** How long points that a member gets in a community on a day can be spent. */
    public LotTerms lotTerms(long communityId, LocalDate day) {
        return row(communityId, day).lotTerms();
    }

    public Optional<RuleBook> find(long id) {
        return Optional.ofNullable(rules.selectById(id)).map(this::whole);
    }

    /** For how many days after posting objections are heard, by version. */
    public Map<Long, Integer> objectionDays(Collection<Long> versions) {
        return versions.isEmpty()
                ? Map.of()
                : rules.selectByIds(versions).stream()
                        .collect(Collectors.toMap(RuleBookRow::id, RuleBookRow::objectionDays));
    }

    private RuleBookRow row(long communityId, LocalDate day) {
        var cells = new ArrayList<Long>();
        cells.add(SYSTEM);
        cells.addAll(grid.find(communityId).map(GridCell::lineage).orElse(List.of()));
        return rules.inForce(cells, day).stream()
                .max(Comparator.comparingInt((RuleBookRow row) -> cells.indexOf(row.cellId()))
                        .thenComparing(RuleBookRow::effectiveFrom)
                        .thenComparingInt(RuleBookRow::version))
                .orElseThrow(() -> new IllegalStateException("no rules apply on " + day));
    }

    RuleBook whole(RuleBookRow row) {
        return new RuleBook(
                row,
                rules.rates(row.id()).stream()
                        .collect(Collectors.toMap(
                                RuleMapper.RateRow::workKind,
                                rate -> new RuleBook.Rate(rate.method(), rate.hundredths()))),
                rules.grades(row.id()).stream()
                        .collect(Collectors.toMap(RuleMapper.GradeRow::grade, RuleMapper.GradeRow::percent)),
                rules.caps(row.id()).stream()
                        .map(cap -> new Cap(cap.scope(), cap.subject(), cap.period(), cap.points()))
                        .toList());
    }
}
