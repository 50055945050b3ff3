package cn.estation.guide.version;

import org.springframework.stereotype.Component;

/** Lets tests of other packages run the reminder now instead of waiting for it. */
@Component
public class TestDoubts {

    private final Doubts doubts;

    TestDoubts(Doubts doubts) {
        this.doubts = doubts;
    }

    public void remind() {
        doubts.remind();
    }
}
