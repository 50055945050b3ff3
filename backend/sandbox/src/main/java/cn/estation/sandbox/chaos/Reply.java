package cn.estation.sandbox.chaos;

import tools.jackson.databind.JsonNode;

/** What a caller knows of its command afterwards. */
public sealed interface Reply {

    /** Done, and acknowledged. */
    record Done(int status, JsonNode body) implements Reply {}

    /** Refused by a rule: nothing happened. */
    record Refused(int status, String code) implements Reply {}

    /** No answer, or one that says nothing (5xx): it may have happened or not. */
    record Unknown(String why) implements Reply {}
}
