package cn.estation.console;

import cn.estation.identity.ConsolePage;
import java.util.Arrays;

/** The parts of the main menu, in order. A page's own order says which it belongs to. */
enum MenuPart {
    RESIDENTS("居民在等", 100),
    GUIDES("办事指南", 300),
    APPOINTMENTS("预约", 400),
    TASKS("党员与任务", 500),
    POINTS("积分", 700),
    RUNNING("管理", Integer.MAX_VALUE);

    private final String title;
    private final int end;

    MenuPart(String title, int end) {
        this.title = title;
        this.end = end;
    }

    String title() {
        return title;
    }

    static MenuPart of(ConsolePage page) {
        return Arrays.stream(values())
                .filter(part -> page.order() < part.end)
                .findFirst()
                .orElse(RUNNING);
    }
}
