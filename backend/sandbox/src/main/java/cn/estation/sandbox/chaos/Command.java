package cn.estation.sandbox.chaos;

/** Something that somebody sends, as often as it takes to know what became of it. */
public interface Command {

    /** Where it goes, for reports. */
    String path();

    /** Sends it once and says what is known afterwards. */
    Reply send(Door door);
}
