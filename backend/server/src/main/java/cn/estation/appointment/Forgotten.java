package cn.estation.appointment;

import cn.estation.appointment.booking.Forgetting;
import cn.estation.appointment.person.CaredPeople;
import cn.estation.appointment.queue.Ending;
import cn.estation.appointment.waitlist.Waitlist;
import cn.estation.identity.ResidentForgotten;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Forgets what a forgotten resident left here: names, phones, those they cared for; what is ahead is given back. */
@Component
class Forgotten {

    private final Forgetting bookings;
    private final Waitlist waitlist;
    private final CaredPeople people;
    private final Ending queue;

    Forgotten(Forgetting bookings, Waitlist waitlist, CaredPeople people, Ending queue) {
        this.bookings = bookings;
        this.waitlist = waitlist;
        this.people = people;
        this.queue = queue;
    }

    @ApplicationModuleListener
    void on(ResidentForgotten event) {
        bookings.forget(event.residentId());
        waitlist.forget(event.residentId());
        people.forget(event.residentId());
        queue.forget(event.residentId());
    }
}
