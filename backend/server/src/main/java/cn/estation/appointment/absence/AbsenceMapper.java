package cn.estation.appointment.absence;

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
interface AbsenceMapper {

    /** When the counter was late or closed, and why. */
    record Disruption(
            long id,
            long cellId,
            long bookableId,
            Disruptions.Kind kind,
            Instant fromAt,
            Instant toAt,
            String reason,
            String recordedBy,
            Instant recordedAt) {}

    @Insert("""
            INSERT INTO appointment_disruption (id, cell_id, bookable_id, kind, from_at, to_at, reason, recorded_by,
              recorded_at)
            VALUES (#{id}, #{cellId}, #{bookableId}, #{kind}, #{fromAt}, #{toAt}, #{reason}, #{recordedBy},
              #{recordedAt})""")
    void disrupted(Disruption disruption);

    @Select("""
            SELECT * FROM appointment_disruption
            WHERE bookable_id = #{bookableId} AND to_at > #{from} AND from_at < #{to} ORDER BY id LIMIT 1""")
    @Nullable Disruption disruption(@Param("bookableId") long bookableId, @Param("from") Instant from, @Param("to") Instant to);

    /** The rule that holds for appointments of a day. */
    @Select("""
            SELECT cell_id, effective_from, times, within_days, restrict_days, contest_hours
            FROM appointment_no_show_rule WHERE cell_id = #{cellId} AND effective_from <= #{day}
            ORDER BY effective_from DESC LIMIT 1""")
    @Nullable NoShowRule rule(@Param("cellId") long cellId, @Param("day") LocalDate day);

    /** A rule with who made it. */
    record Version(
            LocalDate effectiveFrom,
            int times,
            int withinDays,
            int restrictDays,
            int contestHours,
            String changedBy,
            Instant changedAt) {}

    @Select("""
            SELECT effective_from, times, within_days, restrict_days, contest_hours, changed_by, changed_at
            FROM appointment_no_show_rule WHERE cell_id = #{cellId} ORDER BY effective_from DESC LIMIT 50""")
    List<Version> rules(long cellId);

    @Insert("""
            INSERT INTO appointment_no_show_rule (cell_id, effective_from, times, within_days, restrict_days, contest_hours, changed_by,
              changed_at)
            VALUES (#{rule.cellId}, #{rule.effectiveFrom}, #{rule.times}, #{rule.withinDays}, #{rule.restrictDays}, #{rule.contestHours}, #{by},
              #{now})
            ON DUPLICATE KEY UPDATE times = VALUES(times), within_days = VALUES(within_days),
              restrict_days = VALUES(restrict_days), contest_hours = VALUES(contest_hours),
              changed_by = VALUES(changed_by), changed_at = VALUES(changed_at)""")
    void setRule(@Param("rule") NoShowRule rule, @Param("by") String by, @Param("now") Instant now);

    /** How often somebody did not come to this office and it counted, since a moment, not before their last restriction. */
    @Select("""
            SELECT COUNT(*) FROM appointment_booking WHERE person_key = #{key} AND cell_id = #{cellId}
            AND outcome = 'NO_SHOW' AND starts_at > #{since}
            AND ended_at > COALESCE((SELECT MAX(r.starts_at) FROM appointment_restriction r
              WHERE r.person_key = #{key} AND r.cell_id = #{cellId}), '2000-01-01')""")
    int noShows(@Param("key") String key, @Param("cellId") long cellId, @Param("since") Instant since);

    @Insert("""
            INSERT INTO appointment_restriction (id, cell_id, person_key, resident_id, booking_id, reason, starts_at,
              ends_at)
            VALUES (#{id}, #{cellId}, #{personKey}, #{residentId}, #{bookingId}, #{reason}, #{startsAt}, #{endsAt})""")
    void restrict(Restriction restriction);

    @Select("""
            SELECT id, cell_id, person_key, resident_id, booking_id, reason, starts_at, ends_at
            FROM appointment_restriction
            WHERE resident_id = #{residentId} AND ends_at > #{now} AND lifted_at IS NULL ORDER BY ends_at DESC""")
    List<Restriction> ofResident(@Param("residentId") long residentId, @Param("now") Instant now);

    @Select("""
            SELECT id, cell_id, person_key, resident_id, booking_id, reason, starts_at, ends_at
            FROM appointment_restriction WHERE id = #{id}""")
    @Nullable Restriction restriction(long id);

    /** What keeps somebody from booking with an office now. */
    @Select("""
            SELECT id, cell_id, person_key, resident_id, booking_id, reason, starts_at, ends_at
            FROM appointment_restriction
            WHERE person_key = #{key} AND cell_id = #{cellId} AND ends_at > #{now} AND lifted_at IS NULL
            ORDER BY ends_at DESC""")
    List<Restriction> ofPerson(@Param("key") String key, @Param("cellId") long cellId, @Param("now") Instant now);

    @Select("""
            <script>
            SELECT id, cell_id, person_key, resident_id, booking_id, reason, starts_at, ends_at
            FROM appointment_restriction WHERE cell_id IN
            <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>
            AND ends_at > #{now} AND lifted_at IS NULL AND id &lt; #{before} ORDER BY id DESC LIMIT #{limit}
            </script>""")
    List<Restriction> inForce(
            @Param("cells") Collection<Long> cells,
            @Param("now") Instant now,
            @Param("before") long before,
            @Param("limit") int limit);

    @Update("""
            UPDATE appointment_restriction SET lifted_at = #{now}, lifted_by = #{by}, lifted_note = #{note}
            WHERE id = #{id} AND lifted_at IS NULL""")
    int lift(@Param("id") long id, @Param("by") String by, @Param("note") String note, @Param("now") Instant now);
}
