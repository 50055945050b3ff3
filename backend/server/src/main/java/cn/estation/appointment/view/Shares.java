package cn.estation.appointment.view;

import java.util.ArrayList;
import java.util.List;

/**
 * How places are used. Those of a closed slot are none; who still has one there is flagged.
 *
 * @param capacity all places, those beyond the plan among them
 * @param held given out and not confirmed
 * @param booked will come
 * @param arrived is there
 * @param done was served, left, or did not come and it is settled
 * @param absent did not come and may still say why
 * @param free for everybody
 * @param elders still kept for elders
 * @param walkIn kept for who comes without an appointment
 */
record Shares(
        int capacity,
        int held,
        int booked,
        int arrived,
        int done,
        int absent,
        int free,
        int elders,
        int walkIn,
        int waiting,
        int flagged) {

    /** A piece of the bar, in hundredths of its length. */
    record Piece(String kind, double from, double width) {}

    static Shares of(ViewMapper.SlotRow row) {
        boolean open = row.status() == cn.estation.appointment.calendar.SlotStatus.OPEN;
        int walkIn = open ? row.walkIn() : 0;
        int elders = open ? row.elders() : 0;
        return new Shares(
                open ? row.capacity() + row.extra() : 0,
                row.held(),
                row.booked(),
                row.arrived(),
                row.done(),
                row.absent(),
                open ? Math.max(0, row.capacity() - row.taken()) - walkIn - elders : 0,
                elders,
                walkIn,
                row.waiting(),
                row.flagged());
    }

    static Shares of(ViewMapper.DayRow row) {
        return new Shares(
                row.capacity(),
                row.held(),
                row.booked(),
                row.arrived(),
                row.done(),
                row.absent(),
                row.free(),
                row.elders(),
                row.walkIn(),
                row.waiting(),
                row.flagged());
    }

    static Shares none() {
        return new Shares(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    Shares plus(Shares other) {
        return new Shares(
                capacity + other.capacity,
                held + other.held,
                booked + other.booked,
                arrived + other.arrived,
                done + other.done,
                absent + other.absent,
                free + other.free,
                elders + other.elders,
                walkIn + other.walkIn,
                waiting + other.waiting,
                flagged + other.flagged);
    }

    /** Everybody who has or had a place. */
    public int taken() {
        return held + booked + arrived + done + absent;
    }

    /** True if nobody can have another place on any terms. */
    public boolean isFull() {
        return capacity > 0 && free + elders + walkIn == 0;
    }

    /** What is behind the number, in a few words; shares that are none are left out. */
    public String words() {
        var words = used();
        words.addAll(left());
        return String.join(" · ", words);
    }

    private List<String> used() {
        var words = new ArrayList<String>();
        add(words, "占号", held);
        add(words, "已到", arrived);
        add(words, "办结", done);
        add(words, "未到", absent);
        return words;
    }

    private List<String> left() {
        var words = new ArrayList<String>();
        add(words, "空", free);
        add(words, "留长者", elders);
        add(words, "留现场", walkIn);
        add(words, "候补", waiting);
        return words;
    }

    /** The same as a sentence, for who cannot see the table. */
    public String sentence() {
        var used = used().isEmpty() ? "" : "（" + String.join("，", used()) + "）";
        var left = left().isEmpty() ? "" : "；" + String.join("，", left());
        var flags = flagged == 0 ? "" : "；" + flagged + " 个有变动待处理";
        return "共 %d 个号，已约 %d 个%s%s%s".formatted(capacity, taken(), used, left, flags);
    }

    private static void add(List<String> words, String name, int count) {
        if (count > 0) {
            words.add(name + " " + count);
        }
    }

    public List<Piece> bar() {
        int all = Math.max(taken() + free + elders + walkIn, 1);
        var pieces = new ArrayList<Piece>();
        double from = 0;
        from = piece(pieces, "held", from, held, all);
        from = piece(pieces, "booked", from, booked, all);
        from = piece(pieces, "arrived", from, arrived, all);
        from = piece(pieces, "done", from, done + absent, all);
        from = piece(pieces, "elders", from, elders, all);
        from = piece(pieces, "walk-in", from, walkIn, all);
        piece(pieces, "free", from, free, all);
        return pieces;
    }

    private static double piece(List<Piece> pieces, String kind, double from, int count, int all) {
        double width = 100.0 * count / all;
        if (count > 0) {
            pieces.add(new Piece(kind, from, width));
        }
        return from + width;
    }
}
