package cn.estation.wechat;

import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface MenuMapper {

    @Insert("""
            INSERT INTO wechat_menu (id, digest, content, publisher, status, published_at)
            VALUES (#{id}, #{digest}, #{content}, #{publisher}, 'REQUESTED', #{now})""")
    void add(long id, String digest, String content, String publisher, Instant now);

    @Select("SELECT content FROM wechat_menu WHERE id = #{id}")
    @Nullable String content(long id);

    @Update("UPDATE wechat_menu SET status = 'PUBLISHING' WHERE id = #{id} AND status = 'REQUESTED'")
    int publishing(long id);

    @Update("""
            UPDATE wechat_menu SET status = #{status}, outcome_code = #{code}, published_at = #{now}
            WHERE id = #{id} AND status = 'PUBLISHING'""")
    void ended(long id, String status, int code, Instant now);

    @Select("""
            SELECT id, digest, publisher, status, outcome_code, published_at FROM wechat_menu
            ORDER BY id DESC LIMIT #{most}""")
    List<OfficialMenu.Publication> latest(int most);
}
