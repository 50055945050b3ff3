package cn.estation.identity;

import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What members have done, counted. Implemented by the module that keeps the scores, which depends on this one. */
public interface ServiceRecords {

    /**
     * One calendar year in China.
     *
     * @param works how often they served, {@code minutes} how long
     * @param score 考评分
     */
    record Year(int year, long works, long minutes, long score) {}

    /** One service that counts. */
    record Work(long id, String title, LocalDate day, int minutes) {}

    /** The years of each in which there is something, the latest first. Who has none is left out. */
    Map<Long, List<Year>> years(Collection<Long> residents);

    /** Service by service, newest first. */
    Page<Work> works(long residentId, PageQuery query);
}
