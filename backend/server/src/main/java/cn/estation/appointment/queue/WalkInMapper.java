package cn.estation.appointment.queue;

import java.time.Instant;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface WalkInMapper {

    @Insert("""
            INSERT INTO appointment_walk_in (slot_id, taken) VALUES (#{slotId}, 0)
            ON DUPLICATE KEY UPDATE slot_id = appointment_walk_in.slot_id""")
    void introduce(long slotId);

    /** Takes one of a slot's places for walk-ins, or touches nothing: what staff booked into them counts too. */
    @Update("""
            UPDATE appointment_walk_in w JOIN appointment_slot s ON s.id = w.slot_id
            SET w.taken = w.taken + 1
            WHERE w.slot_id = #{slotId} AND s.status = 'OPEN' AND s.ends_at > #{now} AND w.taken < s.walk_in
            AND s.taken + w.taken < s.capacity""")
    int take(@Param("slotId") long slotId, @Param("now") Instant now);

    /** Takes one whether there is one or not. */
    @Update("UPDATE appointment_walk_in SET taken = taken + 1 WHERE slot_id = #{slotId}")
    int takeBeyond(long slotId);

    @Update("UPDATE appointment_walk_in SET taken = taken - 1 WHERE slot_id = #{slotId} AND taken > 0")
    int giveBack(long slotId);

    @Select("SELECT taken FROM appointment_walk_in WHERE slot_id = #{slotId}")
    @Nullable Integer taken(long slotId);
}
