package cn.estation.mall.shelf;

import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface SupplierMapper {

    @Insert("""
            INSERT INTO mall_supplier (id, community_id, code, name, partner, offers, address, phone, in_use, created_at)
            VALUES (#{id}, #{communityId}, #{code}, #{name}, #{partner}, #{offers}, #{address}, #{phone}, #{inUse},
              #{createdAt})""")
    void insert(Supplier supplier);

    @Update("""
            UPDATE mall_supplier SET name = #{name}, partner = #{partner}, offers = #{offers}, address = #{address},
              phone = #{phone}, in_use = #{inUse}
            WHERE id = #{id}""")
    void update(Supplier supplier);

    @Select("SELECT * FROM mall_supplier WHERE id = #{id}")
    @Nullable Supplier find(long id);

    @Select("SELECT * FROM mall_supplier WHERE code = #{code}")
    @Nullable Supplier ofCode(String code);

    @Select("""
            <script>
            SELECT * FROM mall_supplier WHERE community_id IN
            <foreach item="community" collection="communities" open="(" separator="," close=")">#{community}</foreach>
            ORDER BY community_id, id LIMIT 500
            </script>""")
    List<Supplier> inCommunities(@Param("communities") Collection<Long> communities);
}
