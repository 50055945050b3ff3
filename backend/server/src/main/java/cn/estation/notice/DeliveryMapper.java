package cn.estation.notice;

import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface DeliveryMapper {

    /** A delivery with what it takes to make it. */
    record Due(long id, long noticeId, int attempt, long residentId, NoticeKind kind, String facts) {}

    @Insert("""
            INSERT INTO notice_delivery (id, notice_id, channel, attempt, status, due_at)
            VALUES (#{id}, #{noticeId}, 'SUBSCRIPTION', #{attempt}, 'WAITING', #{dueAt})""")
    void insert(long id, long noticeId, int attempt, Instant dueAt);

    @Select("""
            SELECT d.id, d.notice_id, d.attempt, n.resident_id, n.kind, n.facts
            FROM notice_delivery d JOIN notice_notice n ON n.id = d.notice_id
            WHERE d.status = 'WAITING' AND d.due_at <= #{now} ORDER BY d.due_at, d.id LIMIT #{most}""")
    List<Due> due(Instant now, int most);

    /** Takes a delivery for this node. From now on it is made at most once. */
    @Update(
            "UPDATE notice_delivery SET status = 'SENDING', claimed_at = #{now} WHERE id = #{id} AND status = 'WAITING'")
    int claim(long id, Instant now);

    @Update("""
            UPDATE notice_delivery SET status = #{status}, code = #{code}, detail = #{detail}, finished_at = #{now}
            WHERE id = #{id} AND status = 'SENDING'""")
    int finish(long id, String status, int code, String detail, Instant now);

    /** A node died while sending: whether the message arrived is not known, so it stays at that. */
    @Update("""
            UPDATE notice_delivery SET status = 'UNKNOWN', detail = '发送时服务中断', finished_at = #{now}
            WHERE status = 'SENDING' AND claimed_at < #{before}""")
    int giveUp(Instant before, Instant now);
}
