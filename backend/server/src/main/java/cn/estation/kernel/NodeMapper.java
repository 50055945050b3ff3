package cn.estation.kernel;

import java.time.Instant;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;

@Mapper
interface NodeMapper {

    /** Filled by the driver with the number the database gave. */
    final class Start {
        long id;
    }

    @Insert("INSERT INTO kernel_node_start (started_at) VALUES (#{at})")
    @Options(useGeneratedKeys = true, keyProperty = "start.id", keyColumn = "id")
    void register(@Param("start") Start start, @Param("at") Instant at);
}
