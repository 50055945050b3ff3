package cn.estation.chat.emergency;

import com.baomidou.mybatisplus.annotation.TableName;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

@Mapper
interface WeekMapper extends BaseMapper<WeekMapper.Week> {

    /**
     * Somebody is on duty every week.
     *
     * @param days on which it begins: Monday 1, Tuesday 2, Wednesday 4 …, added up
     * @param startsMinute of the day in China
     * @param minutes how long; it may end on the next day
     */
    @TableName("chat_duty_week")
    record Week(long id, long communityId, long cellId, long staffId, int days, int startsMinute, int minutes) {

        private static final int EVERY_DAY = 127;
        private static final int WORKING_DAYS = 31;
        private static final int WEEKEND = 96;
        private static final int DAY = 24 * 60;
        private static final String NAMES = "一二三四五六日";

        /** When the turn that holds this moment ends; empty if none does. */
        Optional<Instant> until(ZonedDateTime moment) {
            return Stream.of(moment.toLocalDate(), moment.toLocalDate().minusDays(1))
                    .filter(this::begins)
                    .map(day -> start(day, moment))
                    .filter(start -> !start.isAfter(moment) && moment.isBefore(start.plusMinutes(minutes)))
                    .findFirst()
                    .map(start -> start.plusMinutes(minutes).toInstant());
        }

        private boolean begins(LocalDate day) {
            return (days & bit(day.getDayOfWeek())) != 0;
        }

        private ZonedDateTime start(LocalDate day, ZonedDateTime moment) {
            return ZonedDateTime.of(day, time(startsMinute), moment.getZone());
        }

        /** In words, for example 周一至周五 20:00 到次日 08:00. */
        String text() {
            int end = startsMinute + minutes;
            return "%s %s 到%s %s".formatted(daysText(), time(startsMinute), end > DAY ? "次日" : "", clock(end));
        }

        private static String clock(int end) {
            return end == DAY ? "24:00" : time(end % DAY).toString();
        }

        private String daysText() {
            return switch (days) {
                case EVERY_DAY -> "每天";
                case WORKING_DAYS -> "周一至周五";
                case WEEKEND -> "周六、周日";
                default ->
                    Arrays.stream(DayOfWeek.values())
                            .filter(day -> (days & bit(day)) != 0)
                            .map(day -> "周" + NAMES.charAt(day.getValue() - 1))
                            .collect(Collectors.joining("、"));
            };
        }

        private static LocalTime time(int minute) {
            return LocalTime.ofSecondOfDay(minute * 60L);
        }

        static int bit(DayOfWeek day) {
            return 1 << (day.getValue() - 1);
        }
    }

    @Select("""
            <script>
            SELECT * FROM chat_duty_week WHERE FALSE <if test="!cells.isEmpty()">OR cell_id IN
              <foreach collection="cells" item="cell" open="(" separator="," close=")">#{cell}</foreach></if>
            ORDER BY id
            </script>""")
    List<Week> of(@Param("cells") Collection<Long> cells);

    @Select("""
            <script>
            SELECT * FROM chat_duty_week WHERE FALSE <if test="!communities.isEmpty()">OR community_id IN
              <foreach collection="communities" item="one" open="(" separator="," close=")">#{one}</foreach></if>
            ORDER BY cell_id, starts_minute, id LIMIT 500
            </script>""")
    List<Week> all(@Param("communities") Collection<Long> communities);
}
