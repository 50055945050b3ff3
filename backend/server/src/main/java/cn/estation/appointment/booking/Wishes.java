package cn.estation.appointment.booking;

import cn.estation.appointment.calendar.Slots;
import cn.estation.appointment.person.CaredPeople;
import cn.estation.appointment.person.Party;
import cn.estation.appointment.person.Persons;
import cn.estation.identity.Resident;
import cn.estation.kernel.NotFound;
import org.springframework.stereotype.Component;

/** Finds out for whom a resident books. */
@Component
public class Wishes {

    private final CaredPeople people;
    private final Persons persons;
    private final Slots slots;

    Wishes(CaredPeople people, Persons persons, Slots slots) {
        this.people = people;
        this.persons = persons;
        this.slots = slots;
    }

    /** @throws NotFound if there is no such slot, or the person is not one the resident cares for */
    public Party party(Resident resident, Wish wish, long slotId) {
        long cellId = slots.find(slotId).orElseThrow(NotFound::new).cellId();
        var household = persons.household(cellId, wish.household());
        var caredFor = wish.caredForId();
        return caredFor == null
                ? people.self(resident, Boolean.TRUE.equals(wish.elder()), household)
                : people.other(resident, caredFor.value(), household);
    }
}
