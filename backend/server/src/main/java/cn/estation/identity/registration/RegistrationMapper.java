package cn.estation.identity.registration;

import cn.estation.privacy.Sealed;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface RegistrationMapper {

    record Row(
            long id,
            long residentId,
            long communityId,
            RegistrationStatus status,
            @Nullable Sealed name,
            @Nullable Sealed unit,
            @Nullable Sealed branch,
            @Nullable Sealed skills,
            @Nullable Sealed skillCodes,
            @Nullable Sealed freeTime,
            Instant submittedAt,
            @Nullable Instant activeSince,
            @Nullable Instant endedAt,
            @Nullable Long moveTo) {}

    @Insert("""
            INSERT INTO identity_registration (id, resident_id, community_id, status, name, unit, branch, skills,
              skill_codes, free_time, submitted_at)
            VALUES (#{id}, #{residentId}, #{communityId}, #{status}, #{name}, #{unit}, #{branch}, #{skills},
              #{skillCodes}, #{freeTime}, #{submittedAt})""")
    void insert(Row row);

    @Select("SELECT * FROM identity_registration WHERE id = #{id}")
    @Nullable Row find(long id);

    @Select("SELECT * FROM identity_registration WHERE open_resident_id = #{residentId}")
    @Nullable Row open(long residentId);

    @Select("SELECT * FROM identity_registration WHERE resident_id = #{residentId} ORDER BY id DESC LIMIT 100")
    List<Row> of(long residentId);

    @Select("""
            <script>
            SELECT * FROM identity_registration WHERE id &lt; #{before} AND community_id IN
            <foreach item="community" collection="communities" open="(" separator="," close=")">#{community}</foreach>
            <if test="status != null">AND status = #{status}</if>
            ORDER BY id DESC LIMIT #{limit}
            </script>""")
    List<Row> page(
            @Param("communities") Collection<Long> communities,
            @Param("status") @Nullable RegistrationStatus status,
            @Param("before") long before,
            @Param("limit") int limit);

    @Update("UPDATE identity_registration SET status = 'RECEIVED' WHERE id = #{id} AND status = #{from}")
    int receive(long id, RegistrationStatus from);

    @Update("""
            UPDATE identity_registration SET status = 'ACTIVE', active_since = #{at}
            WHERE id = #{id} AND status = #{from}""")
    int activate(long id, RegistrationStatus from, Instant at);

    /** Suspends, takes up again, or notes where somebody wants to go; with anything but that the wish to go ends. */
    @Update("""
            UPDATE identity_registration SET status = #{to}, move_to = #{moveTo} WHERE id = #{id} AND status = #{from}""")
    int shift(long id, RegistrationStatus from, RegistrationStatus to, @Nullable Long moveTo);

    /** The registration that goes on where another one moved from. */
    @Update("""
            UPDATE identity_registration SET status = 'ACTIVE', active_since = #{at}, moved_from_id = #{movedFrom}
            WHERE id = #{id} AND status = 'RECEIVED'""")
    int arrive(long id, long movedFrom, Instant at);

    @Select("""
            <script>
            SELECT * FROM identity_registration WHERE status = 'MOVE_ASKED' AND move_to IN
            <foreach item="community" collection="communities" open="(" separator="," close=")">#{community}</foreach>
            ORDER BY id LIMIT 100
            </script>""")
    List<Row> arriving(@Param("communities") Collection<Long> communities);

    @Select("""
            <script>
            SELECT COUNT(*) FROM identity_registration WHERE status = 'MOVE_ASKED' AND move_to IN
            <foreach item="community" collection="communities" open="(" separator="," close=")">#{community}</foreach>
            </script>""")
    long countArriving(@Param("communities") Collection<Long> communities);

    @Update("""
            UPDATE identity_registration SET status = #{to}, ended_at = #{at}
            WHERE id = #{id} AND status = #{from}""")
    int close(long id, RegistrationStatus from, RegistrationStatus to, Instant at);

    @Update("""
            UPDATE identity_registration SET name = NULL, unit = NULL, branch = NULL, skills = NULL, skill_codes = NULL,
              free_time = NULL
            WHERE resident_id = #{residentId}""")
    int empty(long residentId);

    @Update("UPDATE identity_registration SET skill_codes = #{skillCodes}, free_time = #{freeTime} WHERE id = #{id}")
    int describe(long id, Sealed skillCodes, Sealed freeTime);

    @Insert("""
            INSERT INTO identity_registration_move (id, registration_id, from_status, to_status, actor, reason, moved_at)
            VALUES (#{id}, #{registrationId}, #{from}, #{to}, #{actor}, #{reason}, #{at})""")
    void moved(
            long id,
            long registrationId,
            @Nullable RegistrationStatus from,
            RegistrationStatus to,
            String actor,
            String reason,
            Instant at);

    @Select("""
            SELECT from_status, to_status, actor, reason, moved_at FROM identity_registration_move
            WHERE registration_id = #{registrationId} ORDER BY id""")
    List<Registrations.Move> moves(long registrationId);
}
