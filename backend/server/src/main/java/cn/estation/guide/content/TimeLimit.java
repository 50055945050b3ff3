package cn.estation.guide.content;

/**
 * How long it may take.
 *
 * @param days 0 if no number is given; the note may then say it in words
 */
public record TimeLimit(int days, Unit unit, String note) {

    /** Nothing is said about time. */
    public static final TimeLimit NONE = new TimeLimit(0, Unit.WORKING_DAY, "");

    public enum Unit {
        WORKING_DAY("个工作日"),
        DAY("日");

        private final String title;

        Unit(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    @SuppressWarnings("NullAway") // what JSON leaves out arrives as null
    public TimeLimit {
        unit = unit == null ? Unit.WORKING_DAY : unit;
        note = Absent.text(note);
    }

    public static TimeLimit words(String note) {
        return new TimeLimit(0, Unit.WORKING_DAY, note);
    }

    /** For example {@code 5个工作日，从受理之日起}; empty if nothing is said. */
    public String text() {
        if (days == 0) {
            return note;
        }
        return note.isEmpty() ? days + unit.title() : days + unit.title() + "，" + note;
    }

    /** In calendar days, five working days taken for a week; 0 if no number is given. */
    public double calendarDays() {
        return unit == Unit.WORKING_DAY ? days * 7 / 5.0 : days;
    }
}
