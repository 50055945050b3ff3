package cn.estation.appointment.person;

/** What somebody cared for is to who cares. */
public enum Relation {
    PARENT("父母"),
    CHILD("子女"),
    SPOUSE("配偶"),
    RELATIVE("亲属"),
    NEIGHBOUR("邻里"),
    OTHER("其他");

    private final String title;

    Relation(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
