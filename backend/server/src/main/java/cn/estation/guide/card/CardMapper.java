package cn.estation.guide.card;

import java.time.Instant;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface CardMapper {

    record Kept(long id, String code, long itemId, long versionId, String answers) {}

    @Select("""
            SELECT id, code, item_id, version_id, answers FROM guide_card
            WHERE version_id = #{versionId} AND answers_digest = #{digest}""")
    @Nullable Kept same(long versionId, String digest);

    @Select("SELECT id, code, item_id, version_id, answers FROM guide_card WHERE code = #{code}")
    @Nullable Kept byCode(String code);

    /** Keeps a card, or nothing if somebody kept the same one in this moment. */
    @Insert("""
            INSERT IGNORE INTO guide_card (id, code, item_id, version_id, answers, answers_digest, created_at)
            VALUES (#{k.id}, #{k.code}, #{k.itemId}, #{k.versionId}, #{k.answers}, #{digest}, #{at})""")
    int keep(Kept k, String digest, Instant at);
}
