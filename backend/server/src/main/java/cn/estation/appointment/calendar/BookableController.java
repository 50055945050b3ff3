package cn.estation.appointment.calendar;

import cn.estation.grid.Grid;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Id;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Time;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What can be booked and when, for the mini-program. Anybody may look. */
@RestController
class BookableController {

    private static final int MOST_DAYS = 62;

    private final Bookables bookables;
    private final Slots slots;
    private final Grid grid;
    private final Clock clock;

    BookableController(Bookables bookables, Slots slots, Grid grid, Clock clock) {
        this.bookables = bookables;
        this.slots = slots;
        this.grid = grid;
        this.clock = clock;
    }

    /** What can be booked: for a guide, at a service point, or by a community's residents. */
    @GetMapping("/api/v1/bookables")
    Page<Offered> list(
            @RequestParam(required = false) @Nullable Id guideId,
            @RequestParam(required = false) @Nullable Id pointId,
            @RequestParam(required = false) @Nullable Id communityId,
            @RequestParam(required = false) @Nullable BookableKind kind,
            PageQuery query) {
        return bookables
                .open(kind, value(pointId), value(guideId), communityId == null ? null : upwards(communityId), query)
                .map(Offered::of);
    }

    /** A community's own, its subdistrict's and its district's. */
    private List<Long> upwards(Id communityId) {
        return Arrays.stream(grid.community(communityId.value()).path().split("/"))
                .filter(part -> !part.isEmpty())
                .map(Long::valueOf)
                .toList();
    }

    private static @Nullable Long value(@Nullable Id id) {
        return id == null ? null : id.value();
    }

    /** One of them, with its rules. */
    @GetMapping("/api/v1/bookables/{id}")
    Rules one(@PathVariable Id id) {
        var bookable = bookables.active(id.value());
        return Rules.of(
                bookable, bookables.guides(bookable.id()).stream().map(Id::of).toList());
    }

    /** Days with slots, and how many places are free on each. */
    @GetMapping("/api/v1/bookables/{id}/days")
    List<Day> days(
            @PathVariable Id id,
            @RequestParam(required = false) @Nullable @DateTimeFormat(iso = ISO.DATE) LocalDate from,
            @RequestParam(defaultValue = "30") int days,
            @RequestParam(defaultValue = "false") boolean elder) {
        if (days < 1 || days > MOST_DAYS) {
            throw new BadInput("一次可看 1 到 62 天。");
        }
        var bookable = bookables.active(id.value());
        var now = clock.instant();
        var first = from == null ? LocalDate.ofInstant(now, Time.CHINA) : from;
        if (first.getYear() < 2020 || first.getYear() > 2100) {
            throw new BadInput("日期超出范围。");
        }
        return slots.between(bookable.id(), first, first.plusDays(days - 1L)).stream()
                .collect(Collectors.groupingBy(Slot::day))
                .entrySet()
                .stream()
                .map(day -> Day.of(day.getKey(), day.getValue(), elder, now))
                .sorted(java.util.Comparator.comparing(Day::day))
                .toList();
    }

    /** The slots of a day. */
    @GetMapping("/api/v1/bookables/{id}/slots")
    List<Offer> slots(
            @PathVariable Id id,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate day,
            @RequestParam(defaultValue = "false") boolean elder) {
        var now = clock.instant();
        return slots.ofDay(bookables.active(id.value()).id(), day).stream()
                .map(slot -> Offer.of(slot, elder, now))
                .toList();
    }

    /** One slot, as it is now. */
    @GetMapping("/api/v1/bookables/slots/{id}")
    Offer slot(@PathVariable Id id, @RequestParam(defaultValue = "false") boolean elder) {
        var slot = slots.find(id.value()).orElseThrow(NotFound::new);
        bookables.active(slot.bookableId());
        return Offer.of(slot, elder, clock.instant());
    }

    record Offered(
            Id bookableId,
            BookableKind kind,
            String kindName,
            String title,
            String place,
            String phone,
            @Nullable Id pointId,
            @Nullable Id counterId) {

        static Offered of(Bookable bookable) {
            return new Offered(
                    Id.of(bookable.id()),
                    bookable.kind(),
                    bookable.kind().title(),
                    bookable.title(),
                    bookable.place(),
                    bookable.phone(),
                    id(bookable.pointId()),
                    id(bookable.counterId()));
        }

        private static @Nullable Id id(@Nullable Long id) {
            return id == null ? null : Id.of(id);
        }
    }

    /**
     * @param guideIds what is done there; empty for anything
     * @param cutoffMinutes how long before the beginning a cancellation becomes late
     * @param householdNeeded whether the door has to be told, because a household gets one place a day
     * @param approval whether staff decide on every booking
     * @param preChecks what to have ready beside the guide's documents
     */
    record Rules(
            Offered bookable,
            String description,
            List<Id> guideIds,
            int leadMinutes,
            int horizonDays,
            int cutoffMinutes,
            @Nullable Integer perDay,
            @Nullable Integer perWeek,
            @Nullable Integer perOpen,
            boolean householdNeeded,
            boolean approval,
            List<String> preChecks) {

        static Rules of(Bookable bookable, List<Id> guides) {
            return new Rules(
                    Offered.of(bookable),
                    bookable.description(),
                    guides,
                    bookable.leadMinutes(),
                    bookable.horizonDays(),
                    bookable.cutoffMinutes(),
                    bookable.perDay(),
                    bookable.perWeek(),
                    bookable.perOpen(),
                    bookable.onePerHousehold(),
                    bookable.approval(),
                    bookable.preChecks());
        }
    }

    /** @param opensAt when booking begins, absent once it has */
    record Day(
            LocalDate day,
            SlotState state,
            int free,
            @Nullable Instant opensAt) {

        static Day of(LocalDate day, List<Slot> slots, boolean elder, Instant now) {
            var offers = slots.stream().map(slot -> Offer.of(slot, elder, now)).toList();
            int free = offers.stream()
                    .filter(offer -> offer.state() == SlotState.FREE)
                    .mapToInt(Offer::free)
                    .sum();
            var state =
                    offers.stream().map(Offer::state).min(SlotState::compareTo).orElse(SlotState.CLOSED);
            var opens = state == SlotState.NOT_OPEN ? slots.getFirst().opensAt() : null;
            return new Day(day, state, free, opens);
        }
    }

    /**
     * @param waiting how many wait; while there are any, free places are theirs
     * @param obstacle why it cannot be had, absent if it can
     */
    record Offer(
            Id slotId,
            Instant startsAt,
            Instant endsAt,
            SlotState state,
            int free,
            int waiting,
            Instant opensAt,
            Instant closesAt,
            @Nullable String obstacle) {

        static Offer of(Slot slot, boolean elder, Instant now) {
            var state = SlotState.of(slot, elder, now);
            return new Offer(
                    Id.of(slot.id()),
                    slot.startsAt(),
                    slot.endsAt(),
                    state,
                    state == SlotState.FREE || state == SlotState.NOT_OPEN ? slot.free(elder, now) : 0,
                    slot.waiting(),
                    slot.opensAt(),
                    slot.closesAt(),
                    obstacle(slot, state));
        }

        private static @Nullable String obstacle(Slot slot, SlotState state) {
            var why = slot.closedWhy();
            return switch (state) {
                case FREE -> null;
                case FULL -> "已约满，可以排候补。";
                case NOT_OPEN -> "还没开始预约。";
                case OVER -> "已停止预约，可以到现场取号。";
                case CLOSED -> (why == null ? "不开放" : why.title()) + "。";
            };
        }
    }
}
