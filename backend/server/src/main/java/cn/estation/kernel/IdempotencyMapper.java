package cn.estation.kernel;

import java.time.Instant;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface IdempotencyMapper {

    record Earlier(String fingerprint, String answer) {}

    @Select("""
            SELECT fingerprint, answer FROM kernel_idempotency
            WHERE actor = #{actor} AND operation = #{operation} AND idempotency_key = #{key}""")
    @Nullable Earlier find(String actor, String operation, String key);

    @Insert("""
            INSERT INTO kernel_idempotency (actor, operation, idempotency_key, fingerprint, answer, created_at)
            VALUES (#{actor}, #{operation}, #{key}, #{fingerprint}, #{answer}, #{at})""")
    void insert(String actor, String operation, String key, String fingerprint, String answer, Instant at);

    @Delete("DELETE FROM kernel_idempotency WHERE created_at < #{before} LIMIT 5000")
    int forgetBefore(Instant before);
}
