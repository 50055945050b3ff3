package cn.estation.task.signal;

import org.springframework.stereotype.Component;

/** Looks for signals now instead of in half an hour. */
@Component
public class TestSignals {

    private final Signals signals;

    TestSignals(Signals signals) {
        this.signals = signals;
    }

    public void look() {
        signals.look();
    }

    /** Looks for so few at a time. */
    public void look(int most) {
        signals.look(most);
    }
}
