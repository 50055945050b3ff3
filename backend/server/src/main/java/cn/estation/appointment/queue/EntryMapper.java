package cn.estation.appointment.queue;

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
interface EntryMapper extends BaseMapper<Entry> {

    /** One step of an entry. */
    record Move(
            long id,
            long entryId,
            @Nullable EntryStatus fromStatus,
            EntryStatus toStatus,
            long lineId,
            @Nullable Long deskId,
            String movedBy,
            String reason,
            Instant movedAt) {}

    /** Counts one more number of a line on a day; the row is this transaction's until it ends. */
    @Insert("""
            INSERT INTO appointment_line_day (line_id, day, last_number) VALUES (#{lineId}, #{day}, 1)
            ON DUPLICATE KEY UPDATE last_number = last_number + 1""")
    void count(@Param("lineId") long lineId, @Param("day") LocalDate day);

    @Select("SELECT last_number FROM appointment_line_day WHERE line_id = #{lineId} AND day = #{day}")
    int counted(@Param("lineId") long lineId, @Param("day") LocalDate day);

    /** Calls whose turn it is to a desk, or nobody. Whoever calls at the same moment gets the next one. */
    @Update("""
            UPDATE appointment_entry SET status = 'CALLED', desk_id = #{deskId}, for_desk_id = NULL, calls = 1,
              called_at = #{now}
            WHERE line_id = #{lineId} AND day = #{day} AND status = 'WAITING'
            AND (for_desk_id IS NULL OR for_desk_id = #{deskId})""" + TurnOrder.SQL + " LIMIT 1")
    int callNext(
            @Param("lineId") long lineId,
            @Param("day") LocalDate day,
            @Param("deskId") long deskId,
            @Param("now") Instant now);

    @Select("SELECT * FROM appointment_entry WHERE front_desk_id = #{deskId}")
    @Nullable Entry front(long deskId);

    @Update("""
            UPDATE appointment_entry SET calls = calls + 1, called_at = #{now}
            WHERE id = #{id} AND status = 'CALLED' AND calls = #{calls} AND calls < 100""")
    int recall(@Param("id") long id, @Param("calls") int calls, @Param("now") Instant now);

    @Update("""
            UPDATE appointment_entry SET status = 'SERVING', serving_at = COALESCE(serving_at, #{now})
            WHERE id = #{id} AND status = 'CALLED'""")
    int serve(@Param("id") long id, @Param("now") Instant now);

    @Update("UPDATE appointment_entry SET status = 'ON_HOLD' WHERE id = #{id} AND status = 'SERVING'")
    int hold(long id);

    @Update(
            "UPDATE appointment_entry SET status = 'SERVING', desk_id = #{deskId} WHERE id = #{id} AND status = 'ON_HOLD'")
    int resume(@Param("id") long id, @Param("deskId") long deskId);

    @Update("""
            UPDATE appointment_entry SET status = 'PASSED', desk_id = NULL
            WHERE id = #{id} AND status = 'CALLED' AND calls >= #{most}""")
    int pass(@Param("id") long id, @Param("most") int most);

    /** Back to the place they had. */
    @Update("""
            UPDATE appointment_entry SET status = 'WAITING', desk_id = NULL, for_desk_id = NULL, calls = 0
            WHERE id = #{id} AND status = #{from}""")
    int putBack(@Param("id") long id, @Param("from") EntryStatus from);

    /** Back to a place behind who waited meanwhile. */
    @Update("""
            UPDATE appointment_entry SET status = 'WAITING', late = TRUE, calls = 0, place_at = #{place.placeAt},
              due_at = #{place.dueAt}
            WHERE id = #{id} AND status = 'PASSED'""")
    int restore(@Param("id") long id, @Param("place") TurnOrder.Place place);

    /** To another line, or a desk of it, in the place the coming gave. */
    @Update("""
            UPDATE appointment_entry SET status = 'WAITING', line_id = #{lineId}, desk_id = NULL,
              for_desk_id = #{forDeskId}, calls = 0
            WHERE id = #{id} AND status = #{from}""")
    int transfer(
            @Param("id") long id,
            @Param("from") EntryStatus from,
            @Param("lineId") long lineId,
            @Param("forDeskId") @Nullable Long forDeskId);

    /** The end; who leaves gives the walk-in place back. */
    @Update("""
            UPDATE appointment_entry SET status = #{to}, ended_at = #{now}, note = #{note},
              serving_at = CASE WHEN #{to} = 'LEFT' THEN serving_at ELSE COALESCE(serving_at, #{now}) END,
              walk_in_slot_id = CASE WHEN #{to} = 'LEFT' THEN NULL ELSE walk_in_slot_id END
            WHERE id = #{id} AND status = #{from}""")
    int end(
            @Param("id") long id,
            @Param("from") EntryStatus from,
            @Param("to") EntryStatus to,
            @Param("note") String note,
            @Param("now") Instant now);

    /** Whom only this desk was to call, any of the line may call. */
    @Update("""
            UPDATE appointment_entry SET for_desk_id = NULL
            WHERE line_id = #{lineId} AND day = #{day} AND status = 'WAITING' AND for_desk_id = #{deskId}""")
    int unbind(@Param("lineId") long lineId, @Param("day") LocalDate day, @Param("deskId") long deskId);

    @Update("UPDATE appointment_entry SET near_at = #{now} WHERE id = #{id} AND near_at IS NULL AND status = 'WAITING'")
    int near(@Param("id") long id, @Param("now") Instant now);

    @Insert("""
            INSERT INTO appointment_entry_move (id, entry_id, from_status, to_status, line_id, desk_id, moved_by,
              reason, moved_at)
            VALUES (#{id}, #{entryId}, #{fromStatus}, #{toStatus}, #{lineId}, #{deskId}, #{movedBy}, #{reason},
              #{movedAt})""")
    void record(Move move);

    @Select("SELECT * FROM appointment_entry_move WHERE entry_id = #{entryId} ORDER BY id")
    List<Move> moves(long entryId);

    @Select("SELECT * FROM appointment_entry WHERE id = #{id} FOR UPDATE")
    @Nullable Entry lock(long id);

    @Select("SELECT * FROM appointment_entry WHERE code = #{code}")
    @Nullable Entry byCode(String code);

    @Select("SELECT * FROM appointment_entry WHERE booking_id = #{bookingId}")
    @Nullable Entry ofBooking(long bookingId);

    /** Who waits in a line, the next first. */
    @Select("SELECT * FROM appointment_entry WHERE line_id = #{lineId} AND day = #{day} AND status = 'WAITING'"
            + TurnOrder.SQL + " LIMIT #{most}")
    List<Entry> waiting(
            @Param("lineId") long lineId,
            @Param("day") LocalDate day,
            @Param("now") Instant now,
            @Param("most") int most);

    /** Who of a hall is in one of these states today. */
    @Select("""
            <script>
            SELECT * FROM appointment_entry WHERE hall_id = #{hallId} AND day = #{day} AND status IN
            <foreach item="one" collection="statuses" open="(" separator="," close=")">#{one}</foreach>
            ORDER BY called_at DESC, id LIMIT #{most}
            </script>""")
    List<Entry> ofHall(
            @Param("hallId") long hallId,
            @Param("day") LocalDate day,
            @Param("statuses") Collection<EntryStatus> statuses,
            @Param("most") int most);

    /** How many wait in each line of a hall. */
    record Count(long lineId, int waiting) {}

    @Select("""
            SELECT line_id, COUNT(*) AS waiting FROM appointment_entry
            WHERE hall_id = #{hallId} AND day = #{day} AND status = 'WAITING' GROUP BY line_id""")
    List<Count> counts(@Param("hallId") long hallId, @Param("day") LocalDate day);

    @Select("""
            <script>
            SELECT COUNT(*) FROM appointment_entry WHERE day = #{day} AND status = 'WAITING' AND hall_id IN
            <foreach item="hall" collection="halls" open="(" separator="," close=")">#{hall}</foreach>
            </script>""")
    long waitingIn(@Param("halls") Collection<Long> halls, @Param("day") LocalDate day);

    /** What somebody holds or held on a day, the newest first. */
    @Select("""
            SELECT * FROM appointment_entry WHERE resident_id = #{residentId} AND day = #{day} ORDER BY id DESC
            LIMIT 20""")
    List<Entry> ofResident(@Param("residentId") long residentId, @Param("day") LocalDate day);

    @Select("SELECT * FROM appointment_entry WHERE person_key = #{key} AND day = #{day} ORDER BY id")
    List<Entry> ofPerson(@Param("key") String key, @Param("day") LocalDate day);

    /** Entries of days before that nobody ended. */
    @Select("SELECT id FROM appointment_entry WHERE open = 1 AND day < #{day} ORDER BY id LIMIT #{most}")
    List<Long> ofDaysBefore(@Param("day") LocalDate day, @Param("most") int most);

    /** Open tickets that somebody took without an appointment. */
    @Select("SELECT id FROM appointment_entry WHERE resident_id = #{residentId} AND walking = 1 ORDER BY id")
    List<Long> walkingOf(long residentId);

    @Update("UPDATE appointment_entry SET name = NULL, phone = NULL WHERE resident_id = #{residentId}")
    int forget(long residentId);

    /** Names and phones of numbers given long ago; what came before the window was forgotten then. */
    @Update("""
            UPDATE appointment_entry SET name = NULL, phone = NULL
            WHERE open IS NULL AND day BETWEEN #{from} AND #{to} AND (name IS NOT NULL OR phone IS NOT NULL)""")
    int forgetNames(@Param("from") LocalDate from, @Param("to") LocalDate to);

    /** Seconds of work of those a line ended last. */
    @Select("""
            SELECT TIMESTAMPDIFF(SECOND, serving_at, ended_at) FROM appointment_entry
            WHERE line_id = #{lineId} AND ended_at > #{since} AND status IN ('SERVED', 'PARTLY')
            ORDER BY ended_at DESC LIMIT #{most}""")
    List<Integer> seconds(@Param("lineId") long lineId, @Param("since") Instant since, @Param("most") int most);
}
