package cn.estation.appointment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

@Mapper
interface TouchedMapper {

    /** How many bookings at these counters still stand in slots that reach into this time. */
    @Select("""
            <script>
            SELECT COUNT(*) FROM appointment_slot s JOIN appointment_booking b ON b.slot_id = s.id
            WHERE s.day BETWEEN #{firstDay} AND #{lastDay} AND s.starts_at &lt; #{to} AND s.ends_at > #{from}
            AND b.status IN ('HELD', 'BOOKED') AND s.counter_id IN
            <foreach item="id" collection="counters" open="(" separator="," close=")">#{id}</foreach>
            </script>""")
    int standing(Collection<Long> counters, LocalDate firstDay, LocalDate lastDay, Instant from, Instant to);
}
