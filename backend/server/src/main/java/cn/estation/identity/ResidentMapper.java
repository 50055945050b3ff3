package cn.estation.identity;

import cn.estation.privacy.Sealed;
import cn.estation.wechat.WechatApp;
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
interface ResidentMapper {

    record Row(
            long id,
            String status,
            @Nullable Sealed name,
            @Nullable Sealed phone,
            @Nullable Long communityId,
            Instant createdAt) {}

    record Link(
            long id,
            WechatApp app,
            Sealed openid,
            @Nullable String unionidIndex,
            @Nullable Long residentId) {}

    record Consent(
            String purpose,
            String noticeVersion,
            Instant givenAt,
            @Nullable Instant withdrawnAt) {}

    @Insert("INSERT INTO identity_resident (id, status, created_at) VALUES (#{id}, 'ACTIVE', #{at})")
    void insert(long id, Instant at);

    @Select("SELECT id, status, name, phone, community_id, created_at FROM identity_resident WHERE id = #{id}")
    @Nullable Row find(long id);

    @Select("""
            <script>
            SELECT id, status, name, phone, community_id, created_at FROM identity_resident WHERE id IN
            <foreach item="id" collection="ids" open="(" separator="," close=")">#{id}</foreach>
            </script>""")
    List<Row> findAll(@Param("ids") Collection<Long> ids);

    @Select("SELECT id FROM identity_resident WHERE id = #{id} FOR UPDATE")
    @Nullable Long lock(long id);

    @Update("UPDATE identity_resident SET name = #{name} WHERE id = #{id} AND status = 'ACTIVE'")
    int name(long id, Sealed name);

    @Update("""
            UPDATE identity_resident SET phone = #{phone}, phone_index = #{index}
            WHERE id = #{id} AND status = 'ACTIVE'""")
    int phone(long id, @Nullable Sealed phone, @Nullable String index);

    @Update("UPDATE identity_resident SET community_id = #{communityId} WHERE id = #{id} AND status = 'ACTIVE'")
    int community(long id, long communityId);

    @Update(
            "UPDATE identity_resident SET community_id = #{communityId} WHERE id = #{id} AND status = 'ACTIVE' AND community_id IS NULL")
    int firstCommunity(long id, long communityId);

    @Select("SELECT id FROM identity_resident WHERE phone_index = #{index} AND status = 'ACTIVE' ORDER BY id LIMIT 20")
    List<Long> byPhone(String index);

    @Update("""
            UPDATE identity_resident SET status = 'FORGOTTEN', name = NULL, phone = NULL, phone_index = NULL,
              forgotten_at = #{at}
            WHERE id = #{id} AND status = 'ACTIVE'""")
    int forget(long id, Instant at);

    @Insert("""
            INSERT INTO identity_wechat (id, app, openid, openid_index, unionid_index, resident_id, created_at)
            VALUES (#{id}, #{app}, #{openid}, #{openidIndex}, #{unionidIndex}, #{residentId}, #{at})""")
    void link(
            long id,
            WechatApp app,
            Sealed openid,
            String openidIndex,
            @Nullable String unionidIndex,
            @Nullable Long residentId,
            Instant at);

    @Select("""
            SELECT id, app, openid, unionid_index, resident_id FROM identity_wechat
            WHERE app = #{app} AND openid_index = #{openidIndex}""")
    @Nullable Link byOpenid(WechatApp app, String openidIndex);

    @Select("""
            SELECT id, app, openid, unionid_index, resident_id FROM identity_wechat
            WHERE app = #{app} AND resident_id = #{residentId} ORDER BY id DESC LIMIT 1""")
    @Nullable Link ofResident(long residentId, WechatApp app);

    @Select("""
            SELECT resident_id FROM identity_wechat
            WHERE unionid_index = #{unionidIndex} AND resident_id IS NOT NULL ORDER BY id LIMIT 1""")
    @Nullable Long residentOfUnion(String unionidIndex);

    @Update("UPDATE identity_wechat SET unionid_index = #{unionidIndex} WHERE id = #{id} AND unionid_index IS NULL")
    int learnUnion(long id, String unionidIndex);

    @Update("""
            UPDATE identity_wechat SET resident_id = #{residentId}
            WHERE unionid_index = #{unionidIndex} AND resident_id IS NULL""")
    int adopt(String unionidIndex, long residentId);

    @Update("UPDATE identity_wechat SET resident_id = #{residentId} WHERE id = #{id} AND resident_id IS NULL")
    int settle(long id, long residentId);

    @Delete("DELETE FROM identity_wechat WHERE resident_id = #{residentId}")
    int unlink(long residentId);

    @Delete("DELETE FROM identity_wechat WHERE app = #{app} AND openid_index = #{openidIndex} AND resident_id IS NULL")
    int unlinkStranger(WechatApp app, String openidIndex);

    @Insert("""
            INSERT INTO identity_consent (id, resident_id, purpose, notice_version, channel, given_at)
            VALUES (#{id}, #{residentId}, #{purpose}, #{version}, #{channel}, #{at})""")
    void consent(long id, long residentId, String purpose, String version, String channel, Instant at);

    @Select("""
            SELECT COUNT(*) FROM identity_consent WHERE resident_id = #{residentId} AND purpose = #{purpose}
              AND notice_version = #{version} AND withdrawn_at IS NULL""")
    int consents(long residentId, String purpose, String version);

    @Select("""
            SELECT purpose, notice_version, given_at, withdrawn_at FROM identity_consent
            WHERE resident_id = #{residentId} ORDER BY id DESC LIMIT 100""")
    List<Consent> consentsOf(long residentId);

    @Update("""
            UPDATE identity_consent SET withdrawn_at = #{at}
            WHERE resident_id = #{residentId} AND purpose = #{purpose} AND withdrawn_at IS NULL""")
    int withdraw(long residentId, String purpose, Instant at);

    @Update("""
            UPDATE identity_consent SET withdrawn_at = #{at} WHERE resident_id = #{residentId}
              AND withdrawn_at IS NULL""")
    int withdrawAll(long residentId, Instant at);

    @Select("SELECT phone_index FROM identity_resident WHERE id = #{id}")
    @Nullable String phoneIndex(long id);
}
