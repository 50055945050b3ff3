package cn.estation.kernel;

import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface TurnMapper {

    @Insert("INSERT INTO kernel_turn (actor) VALUES (#{actor}) ON DUPLICATE KEY UPDATE actor = VALUES(actor)")
    void introduce(String actor);

    @Select("SELECT actor FROM kernel_turn WHERE actor = #{actor} FOR UPDATE")
    @Nullable String lock(String actor);
}
