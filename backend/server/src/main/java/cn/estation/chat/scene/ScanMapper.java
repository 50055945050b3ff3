package cn.estation.chat.scene;

import java.time.Instant;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface ScanMapper {

    @Insert("""
            INSERT INTO chat_place (person, scene, cell_id, point_id, scanned_at, expires_at)
            VALUES (#{person}, #{place.scene}, #{place.cellId}, #{place.pointId}, #{now}, #{expiresAt})
            ON DUPLICATE KEY UPDATE scene = VALUES(scene), cell_id = VALUES(cell_id), point_id = VALUES(point_id),
                scanned_at = VALUES(scanned_at), expires_at = VALUES(expires_at)""")
    void remember(String person, Places.Place place, Instant now, Instant expiresAt);

    @Select("SELECT scene, cell_id, point_id FROM chat_place WHERE person = #{person} AND expires_at > #{now}")
    Places.@Nullable Place find(String person, Instant now);

    @Delete("DELETE FROM chat_place WHERE person = #{person}")
    void forget(String person);

    @Delete("DELETE FROM chat_place WHERE expires_at < #{now} LIMIT 500")
    int forgetExpired(Instant now);
}
