package cn.estation.request;

import cn.estation.privacy.Sealed;
import cn.estation.wechat.TextVerdict;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface RequestMapper extends BaseMapper<ResidentRequest> {

    record Move(@Nullable RequestStatus fromStatus, RequestStatus toStatus, String actor, Instant movedAt) {}

    @Select("SELECT * FROM request_resident_request WHERE id = #{id}")
    @Nullable ResidentRequest find(long id);

    @Select("SELECT * FROM request_resident_request WHERE id = #{id} AND resident_id = #{residentId}")
    @Nullable ResidentRequest own(long id, long residentId);

    @Select("""
            SELECT * FROM request_resident_request
            WHERE resident_id = #{residentId} AND kind = 'FEEDBACK' AND id < #{before}
            ORDER BY id DESC LIMIT #{limit}""")
    List<ResidentRequest> ownPage(long residentId, long before, int limit);

    @Select("""
            SELECT * FROM request_resident_request
            WHERE asker = #{asker} AND day = #{day} AND content_index = #{contentIndex}""")
    @Nullable ResidentRequest same(String asker, LocalDate day, String contentIndex);

    @Select("SELECT COUNT(*) FROM request_resident_request WHERE asker = #{asker} AND day = #{day}")
    int countOfDay(String asker, LocalDate day);

    /** @param unplaced whether to show what names no community as well */
    @Select("""
            <script>
            SELECT * FROM request_resident_request WHERE kind = 'FEEDBACK' AND id &lt; #{before}
            <if test="status != null">AND status = #{status}</if>
            AND (FALSE
            <if test="!communities.isEmpty()">OR community_id IN
            <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach></if>
            <if test="unplaced">OR community_id IS NULL</if>)
            ORDER BY id DESC LIMIT #{limit}
            </script>""")
    List<ResidentRequest> page(
            Collection<Long> communities, boolean unplaced, @Nullable RequestStatus status, long before, int limit);

    @Update("""
            UPDATE request_resident_request SET status = 'ANSWERED', answer = #{answer}, answered_by = #{by},
                answered_at = #{at}
            WHERE id = #{id} AND status = 'SUBMITTED'""")
    int answer(long id, Sealed answer, String by, Instant at);

    @Update("UPDATE request_resident_request SET verdict = #{verdict} WHERE id = #{id} AND verdict = 'UNCHECKED'")
    int verdict(long id, TextVerdict verdict);

    /** Takes the sending of the answer upon itself; zero rows mean that somebody else has. */
    @Update("UPDATE request_resident_request SET told = 'UNKNOWN' WHERE id = #{id} AND told IS NULL")
    int beginTelling(long id);

    @Update("UPDATE request_resident_request SET told = #{outcome} WHERE id = #{id}")
    void told(long id, String outcome);

    @Select("SELECT id FROM request_resident_request WHERE asker = #{asker}")
    List<Long> idsOf(String asker);

    @Update("""
            UPDATE request_resident_request SET content = #{blank}, content_index = #{index}, openid = NULL,
                answer = CASE WHEN answer IS NULL THEN NULL ELSE #{blankAnswer} END
            WHERE id = #{id}""")
    void forget(long id, Sealed blank, Sealed blankAnswer, String index);

    @Insert("""
            INSERT INTO request_move (id, request_id, from_status, to_status, actor, moved_at)
            VALUES (#{id}, #{requestId}, #{from}, #{to}, #{actor}, #{at})""")
    void move(long id, long requestId, @Nullable RequestStatus from, RequestStatus to, String actor, Instant at);

    @Select("SELECT from_status, to_status, actor, moved_at FROM request_move WHERE request_id = #{id} ORDER BY id")
    List<Move> moves(long id);
}
