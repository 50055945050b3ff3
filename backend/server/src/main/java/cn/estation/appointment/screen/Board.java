package cn.estation.appointment.screen;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a screen shows at one moment. Numbers only.
 *
 * @param closure why nothing is done just now; empty if something is
 * @param calls who is called now, called last first
 * @param door the code at the door
 * @param image the same, drawn
 */
record Board(
        String hall,
        String phone,
        String notice,
        String closure,
        List<Call> calls,
        List<Window> windows,
        List<Row> rows,
        String door,
        String image,
        String rule) {

    /** @param times how often it was called; one more makes the screen say it again */
    record Call(String label, String desk, int times) {}

    /**
     * @param label of who is there; absent for nobody
     * @param reason why it pauses; empty for none
     */
    record Window(
            String name,
            String line,
            String status,
            @Nullable String label,
            String reason) {

        public boolean open() {
            return status.equals("OPEN");
        }

        public boolean paused() {
            return status.equals("PAUSED");
        }
    }

    /** @param next the numbers that come next */
    record Row(String letter, String title, int waiting, List<String> next) {}

    /** What says whether a call is a new one. */
    public String spoken() {
        return calls.stream()
                .map(call -> call.label() + "|" + call.desk() + "|" + call.times())
                .reduce("", (all, one) -> all.isEmpty() ? one : all + ";" + one);
    }
}
