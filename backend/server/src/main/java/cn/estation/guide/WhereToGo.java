package cn.estation.guide;

import java.time.Instant;
import java.util.Optional;

/** Answers 到哪办 for this person at this moment. */
public interface WhereToGo {

    /** Empty if the guide is not published, or no counter handles it for this person: then the guide's own words must do. */
    Optional<Whereabouts> where(long guideId, Asker asker, Instant at);
}
