package cn.estation.guide;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what was searched for. Implemented by whoever keeps the questions; makes nobody wait. */
public interface SearchLog {

    /**
     * Notes a search.
     *
     * @param residentId null for somebody who has not signed in
     * @param address where it came from
     * @return its number, by which the mini-program says what was opened
     */
    long searched(String text, @Nullable Long residentId, String address, List<GuideHit> hits);
}
