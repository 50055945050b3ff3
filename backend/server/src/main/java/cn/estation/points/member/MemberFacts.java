package cn.estation.points.member;

import java.time.Instant;
import java.util.List;

/**
 * Facts about a member for the card that staff see, for example signals that wait for a person. Facts, never a judgement:
 * nothing is deducted by a machine.
 */
public interface MemberFacts {

    /** @param path of the page with more, empty if there is none */
    record Fact(Instant at, String sentence, String path) {}

    /** The latest facts, newest first, twenty at most. */
    List<Fact> of(long residentId);
}
