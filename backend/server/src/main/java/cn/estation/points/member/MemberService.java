package cn.estation.points.member;

import cn.estation.identity.ServiceRecords;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.springframework.stereotype.Component;

/** Counts what members have done from what is posted: what was taken back, or is still on show, is not in it. */
@Component
class MemberService implements ServiceRecords {

    private final Posted posted;

    MemberService(Posted posted) {
        this.posted = posted;
    }

    @Override
    public Map<Long, List<Year>> years(Collection<Long> residents) {
        if (residents.isEmpty()) {
            return Map.of();
        }
        var years = new HashMap<Long, Map<Integer, Year>>();
        posted.served(residents)
                .forEach(one -> put(years, one.residentId(), new Year(one.year(), one.works(), one.minutes(), 0)));
        posted.scores(residents)
                .forEach(one -> put(years, one.residentId(), new Year(one.year(), 0, 0, one.minutes())));
        return years.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().values().stream()
                                .sorted(Comparator.comparingInt(Year::year).reversed())
                                .toList()));
    }

    private static void put(Map<Long, Map<Integer, Year>> years, long resident, Year year) {
        years.computeIfAbsent(resident, id -> new HashMap<>())
                .merge(
                        year.year(),
                        year,
                        (served, scored) -> new Year(served.year(), served.works(), served.minutes(), scored.score()));
    }

    @Override
    public Page<Work> works(long residentId, PageQuery query) {
        return Page.of(posted.works(residentId, query.before(), query.limit()), query, Work::id);
    }

    @Mapper
    interface Posted {

        /** @param minutes of service, or the score where that was asked for */
        record Sum(long residentId, int year, long works, long minutes) {}

        @Select("""
                <script>
                SELECT resident_id, YEAR(worked_on) AS year, COUNT(*) AS works, SUM(minutes) AS minutes FROM points_score
                WHERE status = 'POSTED' AND resident_id IN
                <foreach item="one" collection="residents" open="(" separator="," close=")">#{one}</foreach>
                GROUP BY resident_id, YEAR(worked_on)
                </script>""")
        List<Sum> served(@Param("residents") Collection<Long> residents);

        @Select("""
                <script>
                SELECT owner_id AS resident_id, score_year AS year, 0 AS works, balance AS minutes FROM points_account
                WHERE kind = 'MEMBER' AND ledger = 'APPRAISAL' AND owner_id IN
                <foreach item="one" collection="residents" open="(" separator="," close=")">#{one}</foreach>
                </script>""")
        List<Sum> scores(@Param("residents") Collection<Long> residents);

        @Select("""
                SELECT id, title, worked_on AS day, minutes FROM points_score
                WHERE resident_id = #{residentId} AND status = 'POSTED' AND id < #{before}
                ORDER BY id DESC LIMIT #{limit}""")
        List<Work> works(long residentId, long before, int limit);
    }
}
