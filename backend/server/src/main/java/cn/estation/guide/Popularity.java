package cn.estation.guide;

import java.util.Map;

/** How often guides were asked for of late. Implemented by whoever keeps the questions. */
public interface Popularity {

    /** How often each guide answered a question in the last 30 days; guides that never did are absent. */
    Map<Long, Integer> recentAsks();
}
