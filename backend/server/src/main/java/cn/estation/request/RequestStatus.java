package cn.estation.request;

import java.util.Set;

/** Where a request is on its way. */
enum RequestStatus {
    SUBMITTED("等待答复"),
    ANSWERED("已答复");

    private final String title;

    RequestStatus(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    Set<RequestStatus> next() {
        return this == SUBMITTED ? Set.of(ANSWERED) : Set.of();
    }
}
