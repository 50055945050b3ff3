package cn.estation.notice;

import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface NoticeMapper extends BaseMapper<Notice> {

    @Select("SELECT EXISTS (SELECT 1 FROM notice_notice WHERE resident_id = #{residentId} AND source = #{source})")
    boolean isTold(long residentId, String source);

    @Select("""
            SELECT * FROM notice_notice WHERE resident_id = #{residentId} AND id < #{before}
            ORDER BY id DESC LIMIT #{limit}""")
    List<Notice> page(long residentId, long before, int limit);

    @Select("SELECT COUNT(*) FROM notice_notice WHERE id = #{id} AND resident_id = #{residentId}")
    int count(long id, long residentId);

    @Update("""
            UPDATE notice_notice SET read_at = #{now}
            WHERE id = #{id} AND resident_id = #{residentId} AND read_at IS NULL""")
    int read(long id, long residentId, Instant now);

    @Delete("DELETE FROM notice_notice WHERE resident_id = #{residentId}")
    void forget(long residentId);
}
