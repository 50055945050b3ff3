package cn.estation.guide;

import java.util.Map;
import java.util.Optional;

/** Personal cards: a few questions, and then one card that says what this person needs. */
public interface Cards {

    /**
     * The question that is still to be answered; empty if the way through the questions has come to its end, and for a
     * guide that asks none.
     *
     * @param answers option ids by question id
     * @throws cn.estation.kernel.NotFound if no such guide is published
     * @throws cn.estation.kernel.BadInput if an answer names what the guide does not have
     */
    Optional<Circumstance> next(long guideId, Map<String, String> answers);

    /**
     * The card for these answers. The same version and the same answers have one card, whoever asks; who asks only
     * decides where they are sent.
     *
     * @throws cn.estation.kernel.NotFound if no such guide is published
     * @throws cn.estation.kernel.BadInput if an answer names what the guide does not have
     * @throws OpenQuestion if a question is still to be answered
     */
    Card card(long guideId, Map<String, String> answers, Asker asker);

    /** The card with this code, as it was made: it keeps its version, and says so if that is no longer the newest. */
    Optional<Card> find(String code);
}
