package cn.estation.chat.desk;

import com.baomidou.mybatisplus.annotation.TableName;
import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

@Mapper
interface CannedMapper extends BaseMapper<CannedMapper.Canned> {

    /** A reply that is often given, for the staff of one community. */
    @TableName("chat_canned")
    record Canned(long id, long communityId, String title, String text) {}

    @Select("""
            <script>
            SELECT * FROM chat_canned WHERE FALSE <if test="!communities.isEmpty()">OR community_id IN
              <foreach collection="communities" item="one" open="(" separator="," close=")">#{one}</foreach></if>
            ORDER BY title, id LIMIT 200
            </script>""")
    List<Canned> of(@Param("communities") Collection<Long> communities);
}
