package cn.estation.appointment.desk;

import cn.estation.appointment.calendar.Bookables;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.identity.WaitingWork;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What of appointments waits for staff, on the console's first page. Each count has the search that lists it. */
@Configuration(proxyBeanMethods = false)
class WaitingAppointments {

    @Bean
    WaitingWork appointmentRequests(BookingList ledger, Bookables bookables) {
        return staff ->
                waiting(staff, ledger, bookables, "预约待同意", BookingSearch.requests(), "status=HELD&sub=REQUESTED", 22);
    }

    @Bean
    WaitingWork appointmentFlags(BookingList ledger, Bookables bookables) {
        return staff -> waiting(staff, ledger, bookables, "预约有变动待处理", BookingSearch.flags(), "flagged=true", 21);
    }

    @Bean
    WaitingWork appointmentContests(BookingList ledger, Bookables bookables) {
        return staff -> waiting(
                staff, ledger, bookables, "未到说明待核实", BookingSearch.contests(), "status=ABSENT&sub=CONTESTED", 40);
    }

    private static Optional<WaitingWork.Waiting> waiting(
            Staff staff,
            BookingList ledger,
            Bookables bookables,
            String title,
            BookingSearch search,
            String query,
            int order) {
        if (!staff.may(Permission.SERVE_APPOINTMENTS)) {
            return Optional.empty();
        }
        long count = ledger.count(bookables.cells(staff, Permission.SERVE_APPOINTMENTS), search);
        return Optional.of(new WaitingWork.Waiting(title, count, BookingListPages.HOME + "?" + query, order));
    }
}
