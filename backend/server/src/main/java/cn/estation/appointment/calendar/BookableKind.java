package cn.estation.appointment.calendar;

/** What kind of thing is booked. */
public enum BookableKind {
    COUNTER("窗口"),
    VISITOR("上门帮代办"),
    VENUE("场地"),
    ACTIVITY("活动"),
    COURSE("课程");

    private final String title;

    BookableKind(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** True for what takes place at moments arranged one by one, with rules of its own about who may come. */
    public boolean isActivity() {
        return this == ACTIVITY || this == COURSE;
    }

    /** True for what is open at regular hours; activities and courses have sessions of their own and pages of their own. */
    public boolean keepsHours() {
        return this == COUNTER || this == VISITOR || this == VENUE;
    }

    /** A course is one place in a series of weeks: between its first and last session people do other things. */
    public boolean takesTheWholeTime() {
        return this != COURSE;
    }
}
