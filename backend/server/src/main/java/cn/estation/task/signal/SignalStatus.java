package cn.estation.task.signal;

import java.util.Set;

/** Whether somebody has looked. */
enum SignalStatus {
    OPEN("待看"),
    HARMLESS("没有问题"),
    FOLLOWED("已处理");

    private final String title;

    SignalStatus(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    Set<SignalStatus> successors() {
        return this == OPEN ? Set.of(HARMLESS, FOLLOWED) : Set.of();
    }
}
