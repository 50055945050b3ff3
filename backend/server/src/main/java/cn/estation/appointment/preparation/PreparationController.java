package cn.estation.appointment.preparation;

import cn.estation.appointment.booking.BookingStatus;
import cn.estation.appointment.booking.Bookings;
import cn.estation.appointment.calendar.Bookables;
import cn.estation.identity.Resident;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotent;
import cn.estation.kernel.NotFound;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Before the day, for the mini-program: what to have ready, and the entry for one's own calendar. */
@RestController
class PreparationController {

    private final PreChecks preChecks;
    private final Bookings bookings;
    private final Bookables bookables;

    PreparationController(PreChecks preChecks, Bookings bookings, Bookables bookables) {
        this.preChecks = preChecks;
        this.bookings = bookings;
        this.bookables = bookables;
    }

    /** What to have ready, with what was said of it. */
    @GetMapping("/api/v1/appointments/{id}/pre-check")
    List<PreChecks.Check> preCheck(@AuthenticationPrincipal Resident resident, @PathVariable Id id) {
        return preChecks.of(bookings.own(resident, id.value()));
    }

    /** Says what is ready and what is not. */
    @PutMapping("/api/v1/appointments/{id}/pre-check")
    @Idempotent
    List<PreChecks.Check> answer(
            @AuthenticationPrincipal Resident resident, @PathVariable Id id, @Valid @RequestBody Answers body) {
        var answers = new LinkedHashMap<Integer, PreChecks.Answer>();
        for (var one : body.answers()) {
            if (answers.put(one.position(), one.answer()) != null) {
                throw new BadInput("第 %d 条说了两次，请只留一次。".formatted(one.position()));
            }
        }
        return preChecks.answer(resident, id.value(), answers);
    }

    /** The appointment as a calendar entry (RFC 5545); a cancelled one takes the entry away again. */
    @GetMapping(value = "/api/v1/appointments/{id}/calendar.ics")
    ResponseEntity<byte[]> calendar(@AuthenticationPrincipal Resident resident, @PathVariable Id id) {
        var booking = bookings.own(resident, id.value());
        var bookable = bookables.find(booking.bookableId()).orElseThrow(NotFound::new);
        var bring = preChecks.of(booking).stream().map(PreChecks.Check::item).toList();
        var file = CalendarFile.of(booking, bookable, bring, booking.is(BookingStatus.RELEASED));
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "calendar", StandardCharsets.UTF_8))
                .header(
                        "Content-Disposition",
                        ContentDisposition.attachment()
                                .filename("appointment.ics")
                                .build()
                                .toString())
                .header("Cache-Control", "no-store")
                .body(file.getBytes(StandardCharsets.UTF_8));
    }

    record Answers(
            @NotNull(message = "请说明哪些备好了。") @Size(min = 1, max = 100, message = "一次说 1 到 100 条。") List<@Valid @NotNull One> answers) {}

    /** @param position the number of the thing, from 1 */
    record One(
            @Schema(minimum = "1") int position,
            @NotNull(message = "请选择备好了、还没有或不需要。") PreChecks.Answer answer) {}
}
