package cn.estation.guide.reach;

import cn.estation.grid.Grid;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What the rules may ask about the world around a guide. */
@Component
public class Reach {

    private final PhoneCheckMapper checks;
    private final List<OwnPages> pages;
    private final Grid grid;
    private final Clock clock;
    private final int months;

    /** @param months after so many months somebody has to try a number again */
    Reach(
            PhoneCheckMapper checks,
            List<OwnPages> pages,
            Grid grid,
            Clock clock,
            @Value("${estation.guide.phone-months:6}") int months) {
        this.checks = checks;
        this.pages = pages;
        this.grid = grid;
        this.clock = clock;
        this.months = months;
    }

    /** What holds for a guide of this place today. Whoever is above it may have tried its phones too. */
    public Surroundings around(long cellId) {
        var cells = grid.cell(cellId).lineage();
        var from = today().minusMonths(months);
        return new Surroundings() {
            @Override
            public Optional<Call> lastCall(String number) {
                return Optional.ofNullable(latest(List.of(number), cells).get(number))
                        .map(check -> new Call(check.reached(), day(check)));
            }

            @Override
            public LocalDate callsCountFrom() {
                return from;
            }

            @Override
            public boolean leads(String path) {
                return pages.stream()
                        .flatMap(kind -> kind.leads(path).stream())
                        .findFirst()
                        .orElse(false);
            }
        };
    }

    /** Changes when time alone may have changed what the rules find. */
    public String day() {
        return today().toString();
    }

    Map<String, PhoneCheck> latest(Collection<String> numbers, Collection<Long> cells) {
        return numbers.isEmpty()
                ? Map.of()
                : checks.latest(numbers, cells).stream()
                        .collect(Collectors.toMap(PhoneCheck::number, Function.identity()));
    }

    static LocalDate day(PhoneCheck check) {
        return LocalDate.ofInstant(check.checkedAt(), Time.CHINA);
    }

    LocalDate countsFrom() {
        return today().minusMonths(months);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Time.CHINA);
    }
}
