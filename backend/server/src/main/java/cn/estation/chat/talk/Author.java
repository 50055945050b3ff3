package cn.estation.chat.talk;

/** Who said a line. */
public enum Author {
    PERSON,
    BOT,
    STAFF,
    /** Told by the system: somebody has taken over, somebody has left. */
    SYSTEM
}
