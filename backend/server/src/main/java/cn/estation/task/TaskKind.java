package cn.estation.task;

import java.util.Arrays;

/** What kind of work a task is. The rules of points give each kind its rate. */
public enum TaskKind {
    PATROL("巡查"),
    ASSISTANCE("帮扶"),
    ENVIRONMENT("环境"),
    COUNCIL("议事"),
    CULTURE("文体"),
    EMERGENCY("应急"),
    WISH("微心愿"),
    STANDING("责任区、示范岗"),
    OTHER("其他");

    private final String title;

    TaskKind(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** The title of a kind by its name; the name itself where it is none of these. */
    public static String title(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.name().equals(name))
                .map(TaskKind::title)
                .findFirst()
                .orElse(name);
    }
}
