package cn.estation.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.appointment.booking.BookingStatus;
import cn.estation.appointment.booking.Outcome;
import cn.estation.appointment.booking.SubStatus;
import cn.estation.appointment.waitlist.WaitingStatus;
import java.util.Arrays;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** The three axes of a booking are whole: nothing dangles, nothing leads out of an end. */
class AppointmentStatesTests {

    @Test
    void endsLeadNowhereAndEverythingElseSomewhere() {
        for (var status : BookingStatus.values()) {
            boolean end = status == BookingStatus.FINISHED || status == BookingStatus.RELEASED;
            assertThat(status.successors().isEmpty()).as(status.name()).isEqualTo(end);
        }
    }

    @Test
    void everyStatusIsReachedFromAHoldOrABooking() {
        var reached = EnumSet.of(BookingStatus.HELD, BookingStatus.BOOKED);
        for (int round = 0; round < BookingStatus.values().length; round++) {
            EnumSet.copyOf(reached).forEach(status -> reached.addAll(status.successors()));
        }
        assertThat(reached).containsExactlyInAnyOrder(BookingStatus.values());
    }

    @Test
    void whoCheckedInIsNeverAbsent() {
        assertThat(BookingStatus.CHECKED_IN.successors())
                .as("expected again only where a mark on the roll is undone")
                .containsExactlyInAnyOrder(BookingStatus.BOOKED, BookingStatus.FINISHED);
    }

    @Test
    void everySubStatusAndOutcomeBelongsSomewhere() {
        assertThat(SubStatus.values())
                .allMatch(sub -> Arrays.stream(BookingStatus.values()).anyMatch(sub::belongsTo));
        assertThat(Outcome.values())
                .allMatch(outcome ->
                        outcome.belongsTo(BookingStatus.FINISHED) != outcome.belongsTo(BookingStatus.RELEASED));
        for (var status : BookingStatus.values()) {
            assertThat(SubStatus.values()).anyMatch(sub -> sub.belongsTo(status));
        }
    }

    @Test
    void waitingEndsWhereItEnds() {
        for (var status : WaitingStatus.values()) {
            boolean live = status == WaitingStatus.WAITING || status == WaitingStatus.OFFERED;
            assertThat(status.successors().isEmpty()).as(status.name()).isEqualTo(!live);
        }
    }
}
