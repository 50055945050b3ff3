package cn.estation.guide.search;

import java.util.Map;
import java.util.Set;

/**
 * From where somebody looks.
 *
 * @param cells the places whose guides are for them, each with what a guide of it is worth (1 = nothing special); empty if
 *     everything is
 * @param asks how often guides were asked for of late
 * @param stale guides past their review, or which residents doubt: they come after fresh ones
 */
public record Outlook(Map<Long, Double> cells, Map<Long, Integer> asks, Set<Long> stale) {

    private static final double FREQUENT = 0.015;
    private static final double MOST_FREQUENT = 1.1;
    private static final double STALE = 0.85;

    /** Somebody of whom nothing is known. */
    public static final Outlook ANYBODY = new Outlook(Map.of(), Map.of(), Set.of());

    /** What a guide is worth from here beside how well it fits; 0 if it is not for them. */
    double worth(IndexedGuide guide) {
        var near = cells.isEmpty() || guide.cellId() == 0 ? Double.valueOf(1) : cells.getOrDefault(guide.cellId(), 0.0);
        double frequent = Math.min(MOST_FREQUENT, 1 + FREQUENT * Math.log1p(asks.getOrDefault(guide.guideId(), 0)));
        return near * frequent * (stale.contains(guide.guideId()) ? STALE : 1);
    }
}
