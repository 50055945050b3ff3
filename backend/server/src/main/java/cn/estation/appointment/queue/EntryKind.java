package cn.estation.appointment.queue;

/** How somebody comes to the queue. */
public enum EntryKind {
    BOOKED("预约"),
    WALK_IN("现场取号");

    private final String title;

    EntryKind(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
