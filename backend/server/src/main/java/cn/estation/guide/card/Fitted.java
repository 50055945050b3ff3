package cn.estation.guide.card;

import cn.estation.guide.Circumstance.Effect;
import cn.estation.guide.Circumstance.Option;
import cn.estation.guide.content.Document;
import cn.estation.guide.content.GuideContent;
import java.util.HashSet;
import java.util.List;

/**
 * A guide fitted to one person's circumstances.
 *
 * @param documents what to bring, in the guide's order
 * @param place the guide's, or what the last answer about it says
 * @param hours when to go: the guide's, or what the last answer about it says
 * @param placeChosen true if an answer decided where to go, so that no counter is to be looked up
 */
record Fitted(
        List<Document> documents, String fee, String place, String hours, boolean placeChosen, boolean hoursChosen) {

    /** What remains of the guide after each answer did what it does, in the order they were given. */
    static Fitted of(GuideContent content, List<Option> chosen) {
        var wanted = new HashSet<String>();
        content.documents().stream().filter(Document::always).map(Document::id).forEach(wanted::add);
        var fee = content.fee().text();
        var place = content.access().place();
        var hours = content.access().hours();
        boolean placeChosen = false;
        boolean hoursChosen = false;
        for (var effect :
                chosen.stream().flatMap(option -> option.effects().stream()).toList()) {
            switch (effect.kind()) {
                case ADD_DOCUMENT -> wanted.add(effect.document());
                case DROP_DOCUMENT -> wanted.remove(effect.document());
                case FEE -> fee = said(effect, fee);
                case PLACE -> {
                    place = said(effect, place);
                    placeChosen = true;
                }
                case TIME -> {
                    hours = said(effect, hours);
                    hoursChosen = true;
                }
            }
        }
        var documents = content.documents().stream()
                .filter(document -> wanted.contains(document.id()))
                .toList();
        return new Fitted(documents, fee, place, hours, placeChosen, hoursChosen);
    }

    private static String said(Effect effect, String otherwise) {
        return effect.text().isEmpty() ? otherwise : effect.text();
    }
}
