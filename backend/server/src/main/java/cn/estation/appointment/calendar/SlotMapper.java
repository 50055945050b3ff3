package cn.estation.appointment.calendar;

import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface SlotMapper extends BaseMapper<Slot> {

    /**
     * Takes one of the places for everybody, or touches nothing.
     *
     * @param early the slot need not be open for booking yet
     * @param queued 1 for the first of the waitlist, 0 for anybody else
     */
    @Update("""
            UPDATE appointment_slot SET taken = taken + 1, waiting = waiting - #{queued}
            WHERE id = #{id} AND status = 'OPEN' AND closes_at > #{now} AND (#{early} OR opens_at <= #{now})
            AND waiting >= #{queued} AND (#{queued} = 1 OR waiting = 0)
            AND taken < capacity - walk_in
            AND (elder_release_at <= #{now} OR taken - elder_taken < capacity - walk_in - elder_reserved)""")
    int takeGeneral(
            @Param("id") long id,
            @Param("early") boolean early,
            @Param("queued") int queued,
            @Param("now") Instant now);

    /** Takes one of the places kept for elders, or touches nothing. */
    @Update("""
            UPDATE appointment_slot
            SET elder_taken = elder_taken + 1, taken = taken + 1, waiting = waiting - #{queued}
            WHERE id = #{id} AND status = 'OPEN' AND closes_at > #{now} AND (#{early} OR opens_at <= #{now})
            AND waiting >= #{queued} AND (#{queued} = 1 OR waiting = 0)
            AND taken < capacity - walk_in AND elder_taken < elder_reserved""")
    int takeElder(
            @Param("id") long id,
            @Param("early") boolean early,
            @Param("queued") int queued,
            @Param("now") Instant now);

    /** Takes any place there is, those for walk-ins too unless somebody has walked in; what the waitlist waits for stays. */
    @Update("""
            UPDATE appointment_slot SET taken = taken + 1
            WHERE id = #{id} AND status = 'OPEN' AND ends_at > #{now}
            AND taken + COALESCE((SELECT w.taken FROM appointment_walk_in w WHERE w.slot_id = appointment_slot.id), 0)
              < capacity
            AND (waiting = 0 OR taken >= capacity - walk_in)""")
    int takeByStaff(@Param("id") long id, @Param("now") Instant now);

    /** Takes a place whether there is one or not. */
    @Update("""
            UPDATE appointment_slot SET extra = GREATEST(extra, taken + 1 - capacity), taken = taken + 1
            WHERE id = #{id} AND status = 'OPEN' AND ends_at > #{now} AND extra < 100""")
    int overbook(@Param("id") long id, @Param("now") Instant now);

    /** Gives places back. Places beyond the capacity go first. */
    @Update("""
            UPDATE appointment_slot SET extra = LEAST(extra, GREATEST(0, taken - #{places} - capacity)),
                taken = taken - #{places}, elder_taken = elder_taken - #{elders}
            WHERE id = #{id} AND taken >= #{places} AND elder_taken >= #{elders}""")
    int release(@Param("id") long id, @Param("places") int places, @Param("elders") int elders);

    /** One more waits, if there is nothing free for them to take. */
    @Update("""
            UPDATE appointment_slot SET waiting = waiting + 1
            WHERE id = #{id} AND status = 'OPEN' AND closes_at > #{now} AND opens_at <= #{now} AND waiting < #{most}
            AND (waiting > 0 OR taken >= capacity - walk_in OR (NOT #{elder} AND elder_release_at > #{now}
              AND taken - elder_taken >= capacity - walk_in - elder_reserved))""")
    int await(@Param("id") long id, @Param("elder") boolean elder, @Param("most") int most, @Param("now") Instant now);

    @Update("UPDATE appointment_slot SET waiting = waiting - 1 WHERE id = #{id} AND waiting > 0")
    int stopWaiting(long id);

    @Update("""
            UPDATE appointment_slot SET status = 'CLOSED', closed_why = #{why}
            WHERE id = #{id} AND (status = 'OPEN' OR closed_why <> #{why})""")
    int close(@Param("id") long id, @Param("why") ClosedWhy why);

    /** Brings a slot to its plan; who has a place keeps it, beyond the capacity if need be. */
    @Update("""
            UPDATE appointment_slot SET status = 'OPEN', closed_why = NULL, template_id = #{templateId},
                ends_at = #{endsAt}, opens_at = #{opensAt}, closes_at = #{closesAt},
                elder_release_at = #{elderReleaseAt}, extra = GREATEST(0, taken - #{capacity}),
                capacity = #{capacity}, elder_reserved = GREATEST(elder_taken, #{elderReserved}), walk_in = #{walkIn},
                counter_id = #{counterId}
            WHERE id = #{id}""")
    int replan(Slot planned);

    /** Moves a slot that was arranged by hand to another time, with everybody who has a place in it. */
    @Update("""
            UPDATE appointment_slot SET day = #{day}, starts_at = #{startsAt}, ends_at = #{endsAt}, opens_at = #{opensAt},
                closes_at = #{closesAt}, elder_release_at = #{elderReleaseAt}
            WHERE id = #{id} AND template_id IS NULL AND status = 'OPEN'""")
    int rearrange(Slot slot);

    @Insert("""
            <script>
            INSERT INTO appointment_slot (id, bookable_id, cell_id, counter_id, template_id, day, starts_at, ends_at,
              opens_at, closes_at, elder_release_at, capacity, elder_reserved, walk_in, status) VALUES
            <foreach item="s" collection="slots" separator=",">
            (#{s.id}, #{s.bookableId}, #{s.cellId}, #{s.counterId}, #{s.templateId}, #{s.day}, #{s.startsAt},
              #{s.endsAt}, #{s.opensAt}, #{s.closesAt}, #{s.elderReleaseAt}, #{s.capacity}, #{s.elderReserved},
              #{s.walkIn}, 'OPEN')
            </foreach>
            ON DUPLICATE KEY UPDATE appointment_slot.id = appointment_slot.id
            </script>""")
    void insertAll(@Param("slots") List<Slot> slots);

    @Select("SELECT * FROM appointment_slot WHERE bookable_id = #{bookableId} AND day = #{day} ORDER BY starts_at")
    List<Slot> ofDay(@Param("bookableId") long bookableId, @Param("day") LocalDate day);

    @Select("""
            SELECT * FROM appointment_slot WHERE bookable_id = #{bookableId} AND day BETWEEN #{from} AND #{to}
            ORDER BY starts_at""")
    List<Slot> between(@Param("bookableId") long bookableId, @Param("from") LocalDate from, @Param("to") LocalDate to);

    /** The first free places after a moment. */
    @Select("""
            SELECT * FROM appointment_slot WHERE bookable_id = #{bookableId} AND starts_at > #{after}
            AND status = 'OPEN' AND waiting = 0 AND closes_at > #{now} AND (#{early} OR opens_at <= #{now})
            AND taken < capacity - walk_in
            AND (#{elder} OR elder_release_at <= #{now} OR taken - elder_taken < capacity - walk_in - elder_reserved)
            ORDER BY starts_at LIMIT #{most}""")
    List<Slot> nextFree(
            @Param("bookableId") long bookableId,
            @Param("after") Instant after,
            @Param("elder") boolean elder,
            @Param("early") boolean early,
            @Param("now") Instant now,
            @Param("most") int most);

    /** Free places of many counters on many days, from the index alone. */
    @Select("""
            <script>
            SELECT counter_id, day,
              SUM(GREATEST(0, LEAST(capacity - walk_in - taken,
                CASE WHEN elder_release_at &lt;= #{now} THEN capacity
                     ELSE capacity - walk_in - elder_reserved - taken + elder_taken END))) AS places,
              MIN(starts_at) AS first_start
            FROM appointment_slot
            WHERE counter_id IN
            <foreach item="counter" collection="counters" open="(" separator="," close=")">#{counter}</foreach>
            AND day BETWEEN #{from} AND #{to} AND status = 'OPEN' AND waiting = 0
            AND opens_at &lt;= #{now} AND closes_at > #{now} AND taken &lt; capacity - walk_in
            AND (elder_release_at &lt;= #{now} OR taken - elder_taken &lt; capacity - walk_in - elder_reserved)
            GROUP BY counter_id, day ORDER BY counter_id, day
            </script>""")
    List<Slots.CounterDay> free(
            @Param("counters") Collection<Long> counters,
            @Param("from") LocalDate from,
            @Param("to") LocalDate to,
            @Param("now") Instant now);

    /** Slots somebody waits for that may still be booked. */
    @Select("SELECT id FROM appointment_slot WHERE waiting > 0 AND closes_at > #{now} ORDER BY id LIMIT #{most}")
    List<Long> awaited(@Param("now") Instant now, @Param("most") int most);

    /** Slots somebody waits for in vain. */
    @Select("""
            SELECT id FROM appointment_slot WHERE waiting > 0 AND (closes_at <= #{now} OR status = 'CLOSED')
            ORDER BY id LIMIT #{most}""")
    List<Long> awaitedInVain(@Param("now") Instant now, @Param("most") int most);

    /** By the primary key, in its order: as whoever moves between two slots takes them. */
    @Select("""
            <script>
            SELECT id FROM appointment_slot WHERE id IN
            <foreach item="one" collection="ids" open="(" separator="," close=")">#{one}</foreach>
            ORDER BY id FOR UPDATE
            </script>""")
    List<Long> lockAll(@Param("ids") Collection<Long> ids);

    @Select("SELECT * FROM appointment_slot WHERE id = #{id} FOR UPDATE")
    @Nullable Slot lock(long id);
}
