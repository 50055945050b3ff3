package cn.estation.wechat;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface SceneMapper {

    @Insert("""
            INSERT IGNORE INTO wechat_scene (scene, ticket, address, title, cell_id, made_by, made_at)
            VALUES (#{wanted.scene}, '', '', #{wanted.title}, #{wanted.cellId}, #{by}, #{now})""")
    int want(SceneCodes.Wanted wanted, String by, Instant now);

    @Select("SELECT scene FROM wechat_scene WHERE ticket = '' ORDER BY scene LIMIT #{most}")
    List<String> waiting(int most);

    @Select("SELECT COUNT(*) FROM wechat_scene WHERE ticket = ''")
    int countWaiting();

    @Select("SELECT COUNT(*) FROM wechat_scene")
    int count();

    @Update("""
            UPDATE wechat_scene SET ticket = #{ticket}, address = #{address}, made_at = #{now}
            WHERE scene = #{scene} AND ticket = ''""")
    int made(String scene, String ticket, String address, Instant now);

    @Select("""
            <script>
            SELECT scene, title, cell_id, address, made_at FROM wechat_scene WHERE scene IN
            <foreach item="scene" collection="scenes" open="(" separator="," close=")">#{scene}</foreach>
            </script>""")
    List<SceneCodes.Code> all(Collection<String> scenes);
}
