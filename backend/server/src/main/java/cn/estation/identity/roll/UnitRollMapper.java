package cn.estation.identity.roll;

import cn.estation.identity.registration.RegistrationStatus;
import cn.estation.privacy.Sealed;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface UnitRollMapper extends BaseMapper<RollRun> {

    /** A row as it is kept; {@code name} and {@code phoneIndex} are gone once it is settled. */
    record Kept(
            int line,
            String shown,
            @Nullable Sealed name,
            @Nullable String phoneIndex,
            RollOutcome outcome,
            @Nullable Long registrationId,
            String sentence,
            boolean waits) {}

    record Count(RollOutcome outcome, int rows) {}

    /** A registration of one community that a row may be about. */
    record Candidate(
            long id,
            long residentId,
            RegistrationStatus status,
            @Nullable Sealed name,
            @Nullable String phoneIndex) {}

    record Expected(long id, long unitId, Sealed name, Instant listedAt) {}

    @Insert("""
            <script>
            INSERT INTO identity_roll_row (import_id, line, shown, name, phone_index, outcome, registration_id, sentence, waits)
            VALUES
            <foreach item="r" collection="rows" separator=",">
              (#{importId}, #{r.line}, #{r.shown}, #{r.name}, #{r.phoneIndex}, #{r.outcome}, #{r.registrationId},
                #{r.sentence}, #{r.waits})
            </foreach>
            </script>""")
    void insertRows(@Param("importId") long importId, @Param("rows") List<Kept> rows);

    @Select("SELECT * FROM identity_roll_import WHERE id = #{id} FOR UPDATE")
    @Nullable RollRun hold(long id);

    @Update("""
            UPDATE identity_roll_import SET status = #{to}, finished_at = #{at} WHERE id = #{id} AND status = #{from}""")
    int move(long id, RollRun.Status from, RollRun.Status to, @Nullable Instant at);

    /** Begins it, or lets it go on after a job that failed. */
    @Update("""
            UPDATE identity_roll_import SET status = 'QUEUED', job_id = #{jobId}, staff_id = #{staffId}
            WHERE id = #{id} AND status IN ('PREVIEW', 'QUEUED')""")
    int queue(long id, long jobId, long staffId);

    @Select("SELECT COUNT(*) FROM identity_roll_import WHERE unit_id = #{unitId} AND community_id = #{communityId}")
    int ofUnit(@Param("communityId") long communityId, @Param("unitId") long unitId);

    @Select("SELECT * FROM identity_roll_import WHERE status = 'QUEUED' ORDER BY created_at, id LIMIT 1")
    @Nullable RollRun nextQueued();

    @Select("""
            <script>
            SELECT * FROM identity_roll_import WHERE id &lt; #{before} AND community_id IN
            <foreach item="one" collection="communities" open="(" separator="," close=")">#{one}</foreach>
            ORDER BY id DESC LIMIT #{limit}
            </script>""")
    List<RollRun> page(
            @Param("communities") Collection<Long> communities,
            @Param("before") long before,
            @Param("limit") int limit);

    @Select("SELECT id FROM identity_roll_import WHERE status = 'PREVIEW' AND created_at < #{before} LIMIT 100")
    List<Long> abandoned(Instant before);

    @Select("SELECT outcome, COUNT(*) AS `rows` FROM identity_roll_row WHERE import_id = #{importId} GROUP BY outcome")
    List<Count> counts(long importId);

    @Select("""
            <script>
            SELECT line, shown, name, phone_index, outcome, registration_id, sentence, waits FROM identity_roll_row
            WHERE import_id = #{importId} AND line > #{after}
            <if test="outcome != null">AND outcome = #{outcome}</if>
            ORDER BY line LIMIT #{limit}
            </script>""")
    List<Kept> lines(
            @Param("importId") long importId,
            @Param("outcome") @Nullable RollOutcome outcome,
            @Param("after") int after,
            @Param("limit") int limit);

    @Select("""
            SELECT line, shown, name, phone_index, outcome, registration_id, sentence, waits FROM identity_roll_row
            WHERE import_id = #{importId} AND line > #{after} AND waits ORDER BY line LIMIT #{limit}""")
    List<Kept> waiting(long importId, int after, int limit);

    @Select("SELECT COUNT(*) FROM identity_roll_row WHERE import_id = #{importId} AND waits")
    int waitingCount(long importId);

    @Update("""
            UPDATE identity_roll_row SET outcome = #{outcome}, registration_id = #{registrationId}, sentence = #{sentence},
              name = NULL, phone_index = NULL, waits = FALSE
            WHERE import_id = #{importId} AND line = #{line} AND waits""")
    int settle(long importId, int line, RollOutcome outcome, @Nullable Long registrationId, String sentence);

    @Update("""
            UPDATE identity_roll_row SET name = NULL, phone_index = NULL, waits = FALSE
            WHERE import_id = #{importId} AND name IS NOT NULL""")
    void forget(long importId);

    /** The open registrations of a community by the numbers their residents gave. */
    @Select("""
            <script>
            SELECT g.id, g.resident_id, g.status, g.name, r.phone_index FROM identity_resident r
            JOIN identity_registration g ON g.open_resident_id = r.id AND g.community_id = #{community}
            WHERE r.status = 'ACTIVE' AND r.phone_index IN
            <foreach item="one" collection="phones" open="(" separator="," close=")">#{one}</foreach>
            ORDER BY g.id
            </script>""")
    List<Candidate> byPhone(@Param("community") long community, @Param("phones") Collection<String> phones);

    /** Those that wait for the community and whose residents gave no number. */
    @Select("""
            SELECT g.id, g.resident_id, g.status, g.name, r.phone_index FROM identity_registration g
            JOIN identity_resident r ON r.id = g.resident_id AND r.phone_index IS NULL
            WHERE g.community_id = #{community} AND g.status IN ('SUBMITTED', 'RECEIVED') ORDER BY g.id LIMIT 1000""")
    List<Candidate> numberless(long community);

    /** Residents with this number who are registered nowhere. */
    @Select("""
            SELECT r.id FROM identity_resident r
            WHERE r.phone_index = #{phoneIndex} AND r.status = 'ACTIVE'
              AND NOT EXISTS (SELECT 1 FROM identity_registration g WHERE g.open_resident_id = r.id)
            ORDER BY r.id LIMIT 3""")
    List<Long> unregistered(String phoneIndex);

    @Insert("""
            INSERT INTO identity_roll_expected (id, community_id, unit_id, phone_index, name, listed_at)
            VALUES (#{id}, #{community}, #{unit}, #{phoneIndex}, #{name}, #{at})""")
    void expect(long id, long community, long unit, String phoneIndex, Sealed name, Instant at);

    @Select("""
            SELECT id FROM identity_roll_expected
            WHERE community_id = #{community} AND unit_id = #{unit} AND phone_index = #{phoneIndex}""")
    @Nullable Long expected(long community, long unit, String phoneIndex);

    @Update("UPDATE identity_roll_expected SET name = #{name}, listed_at = #{at} WHERE id = #{id}")
    void expectAgain(long id, Sealed name, Instant at);

    @Select("""
            SELECT e.id, e.unit_id, e.name, e.listed_at FROM identity_roll_expected e
            JOIN identity_registration g ON g.id = #{registration} AND g.community_id = e.community_id
            JOIN identity_resident r ON r.id = g.resident_id AND r.phone_index = e.phone_index
            ORDER BY e.id LIMIT 10""")
    List<Expected> expectedOf(long registration);

    @Delete("""
            DELETE FROM identity_roll_expected WHERE community_id = #{community} AND unit_id = #{unit}
              AND phone_index = #{phoneIndex}""")
    void arrived(long community, long unit, String phoneIndex);

    @Delete("DELETE FROM identity_roll_expected WHERE listed_at < #{before} LIMIT 1000")
    int expire(Instant before);
}
