package cn.estation.identity;

import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface MemberMapper {

    @Select("""
            SELECT resident_id, community_id, active_since AS since FROM identity_registration
            WHERE open_resident_id = #{residentId} AND status = 'ACTIVE'""")
    Members.@Nullable Membership active(long residentId);
}
