package cn.estation.appointment.calendar;

/** Whether a template follows the working calendar. */
public enum SessionCalendar {
    /** Only on working days; a weekend day that is worked (调休) counts as any day of the working week. */
    WORKING_DAYS,
    /** On its days of the week, holidays or not. */
    EVERY_DAY
}
