package cn.estation.guide.place;

import cn.estation.grid.CellKind;
import cn.estation.grid.Counter;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.grid.OpeningHours;
import cn.estation.grid.ServicePoint;
import cn.estation.grid.ServicePoints;
import cn.estation.grid.WorkingCalendar;
import cn.estation.grid.WorkingCalendar.SpecialDay;
import cn.estation.guide.Asker;
import cn.estation.guide.FreeSlots;
import cn.estation.guide.WhereToGo;
import cn.estation.guide.Whereabouts;
import cn.estation.identity.Residents;
import cn.estation.kernel.Time;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/**
 * Finds the way. A counter does what it is said to handle; a general counter does all of its level. Of those the one whose
 * point serves the person most closely comes first: the micro-grid's own point before the community's, that before the
 * district's. Where the person lives is not known, the nearest; where nothing is known, the only one of its kind.
 */
@Service
class Directions implements WhereToGo {

    /** Points that may serve one person; there are a handful. */
    private static final int MOST = 100;

    private final HandlingMapper handling;
    private final ServicePoints points;
    private final OpeningHours hours;
    private final WorkingCalendar calendar;
    private final Grid grid;
    private final Residents residents;
    private final ObjectProvider<FreeSlots> slots;

    Directions(
            HandlingMapper handling,
            ServicePoints points,
            OpeningHours hours,
            WorkingCalendar calendar,
            Grid grid,
            Residents residents,
            ObjectProvider<FreeSlots> slots) {
        this.handling = handling;
        this.points = points;
        this.hours = hours;
        this.calendar = calendar;
        this.grid = grid;
        this.residents = residents;
        this.slots = slots;
    }

    @Override
    public Optional<Whereabouts> where(long guideId, Asker asker, Instant at) {
        var facts = handling.facts(guideId);
        if (facts == null) {
            return Optional.empty();
        }
        var ranked = candidates(facts, asker, at);
        if (ranked.isEmpty()) {
            return Optional.empty();
        }
        var usual = ranked.getFirst();
        var chosen = Candidate.best(ranked, at);
        return Optional.of(answer(facts, chosen, chosen.equals(usual) ? null : usual, ranked, at));
    }

    private List<Candidate> candidates(HandlingMapper.Facts facts, Asker asker, Instant at) {
        var scope = grid.find(facts.cellId()).orElse(null);
        if (scope == null) {
            return List.of();
        }
        var level = level(facts);
        var named = Set.copyOf(handling.countersOf(facts.itemId()));
        var home = home(asker);
        if (home.isPresent()) {
            var near = points.serving(home.get(), Long.MAX_VALUE, MOST);
            var found = rank(able(near, named, level), near, scope, home.get(), named, asker, at);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return elsewhere(named, level, scope, asker, at);
    }

    /** Where nobody serves the person, or nobody knows where the person is at home. */
    private List<Candidate> elsewhere(Set<Long> named, CellKind level, GridCell scope, Asker asker, Instant at) {
        var chosen =
                points.counters(named).values().stream().filter(Counter::inUse).toList();
        var general = asker.located()
                ? points.nearestGeneral(level, scope, at(asker.longitude()), at(asker.latitude()))
                : points.general(level, scope);
        var all = points.all(Stream.concat(
                        chosen.stream().map(Counter::pointId), general.stream().map(ServicePoint::id))
                .collect(Collectors.toSet()));
        var usable = all.values().stream().filter(ServicePoint::inUse).toList();
        var ranked = rank(able(usable, named, level), usable, scope, null, named, asker, at);
        if (asker.located() || ranked.isEmpty()) {
            return ranked;
        }
        // Several that serve different people and no way to tell which: better nothing than the wrong door.
        long widest = ranked.stream()
                .filter(one -> one.depth() == ranked.getFirst().depth())
                .map(one -> one.point().id())
                .distinct()
                .count();
        return widest == 1 ? ranked : List.of();
    }

    private static double at(@Nullable Double degrees) {
        return Objects.requireNonNull(degrees);
    }

    private List<Counter> able(Collection<ServicePoint> candidates, Set<Long> named, CellKind level) {
        var byId = candidates.stream().collect(Collectors.toMap(ServicePoint::id, Function.identity()));
        return points.countersOf(byId.keySet()).values().stream()
                .flatMap(List::stream)
                .filter(Counter::inUse)
                .filter(counter -> named.contains(counter.id())
                        || counter.general()
                                && Objects.requireNonNull(byId.get(counter.pointId()))
                                                .level()
                                        == level)
                .toList();
    }

    private List<Candidate> rank(
            List<Counter> able,
            Collection<ServicePoint> candidates,
            GridCell scope,
            @Nullable GridCell home,
            Set<Long> named,
            Asker asker,
            Instant at) {
        if (able.isEmpty()) {
            return List.of();
        }
        var served = served(candidates);
        var standings = hours.standings(able, at);
        var byId = candidates.stream().collect(Collectors.toMap(ServicePoint::id, Function.identity()));
        return able.stream()
                .filter(counter -> within(served.getOrDefault(counter.pointId(), List.of()), scope))
                .map(counter -> {
                    var point = Objects.requireNonNull(byId.get(counter.pointId()));
                    return new Candidate(
                            point,
                            counter,
                            named.contains(counter.id()),
                            depth(served.getOrDefault(point.id(), List.of()), home),
                            Distance.metres(asker.longitude(), asker.latitude(), point),
                            Objects.requireNonNull(standings.get(counter.id())));
                })
                .sorted(Candidate.USUAL)
                .toList();
    }

    /** The cells each point serves. */
    private Map<Long, List<GridCell>> served(Collection<ServicePoint> candidates) {
        var ids = points.served(candidates);
        var all = new HashSet<Long>();
        ids.values().forEach(all::addAll);
        var cells = grid.cells(all);
        return ids.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().stream()
                                .map(cells::get)
                                .filter(Objects::nonNull)
                                .toList()));
    }

    /** True if a point that serves these cells has to do with a guide for this part of the tree. */
    private static boolean within(List<GridCell> served, GridCell scope) {
        return served.stream().anyMatch(cell -> cell.contains(scope) || scope.contains(cell));
    }

    /** For a home: of the deepest served cell it lies in. Without one: the wider the better. */
    private static int depth(List<GridCell> served, @Nullable GridCell home) {
        return served.stream()
                .filter(cell -> home == null || cell.contains(home))
                .mapToInt(cell -> home == null ? -cell.depth() : cell.depth())
                .max()
                .orElse(0);
    }

    private Optional<GridCell> home(Asker asker) {
        if (asker.cellId() instanceof Long cell) {
            return grid.find(cell);
        }
        if (asker.residentId() instanceof Long resident) {
            return residents
                    .home(resident)
                    .or(() -> residents.communityOf(resident).flatMap(grid::find));
        }
        return Optional.empty();
    }

    private Whereabouts answer(
            HandlingMapper.Facts facts,
            Candidate chosen,
            @Nullable Candidate usual,
            List<Candidate> ranked,
            Instant at) {
        var phone = phone(facts, chosen);
        var free = free(facts.itemId(), chosen, ranked, at);
        boolean assisted = facts.assisted() && chosen.point().assisted();
        var sentence = Wording.of(
                new Wording.Facts(chosen, usual, phone, holiday(at), free.today(), free.first(), assisted), at);
        return new Whereabouts(
                chosen.point(),
                chosen.counter(),
                chosen.point().address(),
                phone,
                chosen.standing().open(),
                chosen.standing().closes(),
                chosen.standing().next(),
                chosen.metres(),
                free.today(),
                free.first(),
                assisted,
                usual == null || usual.point().id() == chosen.point().id() ? null : usual.point(),
                sentence);
    }

    private static String phone(HandlingMapper.Facts facts, Candidate chosen) {
        return Stream.of(chosen.counter().phone(), chosen.point().phone(), facts.phone())
                .filter(phone -> !phone.isEmpty())
                .findFirst()
                .orElse("");
    }

    private @Nullable String holiday(Instant at) {
        var day = Wording.day(at);
        return calendar.special(day, day).stream()
                .map(SpecialDay::name)
                .findFirst()
                .orElse(null);
    }

    private record Free(@Nullable Integer today, @Nullable Instant first) {}

    /** What can be booked at the chosen point: today, or else on the next day it opens. */
    private Free free(long guideId, Candidate chosen, List<Candidate> ranked, Instant at) {
        var book = slots.getIfAvailable();
        if (book == null) {
            return new Free(null, null);
        }
        var counters = ranked.stream()
                .filter(one -> one.point().id() == chosen.point().id())
                .map(one -> one.counter().id())
                .collect(Collectors.toSet());
        var today = Wording.day(at);
        var now = book.on(guideId, counters, today);
        if (!now.isEmpty()) {
            return new Free(now.stream().mapToInt(FreeSlots.Free::places).sum(), first(now));
        }
        if (!book.bookable(guideId, counters)) {
            return new Free(null, null);
        }
        var later = hours.nextOpening(chosen.counter().id(), midnightAfter(today))
                .map(opening -> book.on(guideId, counters, Wording.day(opening)))
                .orElse(List.of());
        return new Free(0, first(later));
    }

    private static @Nullable Instant first(List<FreeSlots.Free> free) {
        return free.stream().map(FreeSlots.Free::first).min(Instant::compareTo).orElse(null);
    }

    private static Instant midnightAfter(LocalDate day) {
        return day.plusDays(1).atStartOfDay(Time.CHINA).toInstant();
    }

    /** Whose counters do all business of its kind. Cities and provinces have theirs at the district's hall. */
    private static CellKind level(HandlingMapper.Facts facts) {
        return switch (facts.useLevel()) {
            case "COMMUNITY" -> CellKind.COMMUNITY;
            case "SUBDISTRICT" -> CellKind.SUBDISTRICT;
            default -> CellKind.DISTRICT;
        };
    }
}
