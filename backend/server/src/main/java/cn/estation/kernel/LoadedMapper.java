package cn.estation.kernel;

import java.time.Instant;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

@Mapper
interface LoadedMapper {

    @Select("SELECT COUNT(*) > 0 FROM kernel_loaded_file WHERE name = #{name} AND fingerprint = #{fingerprint}")
    boolean isLoaded(String name, String fingerprint);

    @Insert("INSERT INTO kernel_loaded_file (name, fingerprint, loaded_at) VALUES (#{name}, #{fingerprint}, #{at})")
    void insert(String name, String fingerprint, Instant at);
}
