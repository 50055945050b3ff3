package cn.estation.audit;

import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface SealMapper {

    record Seal(String trail, long sequence, long entryId, String digest, Instant sealedAt) {}

    /** The right to extend a chain until the transaction ends; null while another node has it. */
    @Select("SELECT trail FROM audit_sealer WHERE trail = #{trail} FOR UPDATE SKIP LOCKED")
    @Nullable String lock(String trail);

    @Select("""
            SELECT trail, sequence, entry_id, digest, sealed_at FROM audit_seal
            WHERE trail = #{trail} ORDER BY sequence DESC LIMIT 1""")
    @Nullable Seal last(String trail);

    @Select("""
            SELECT trail, sequence, entry_id, digest, sealed_at FROM audit_seal
            WHERE trail = #{trail} AND sequence > #{after} ORDER BY sequence LIMIT #{limit}""")
    List<Seal> after(@Param("trail") String trail, @Param("after") long after, @Param("limit") int limit);

    @Insert("""
            <script>
            INSERT INTO audit_seal (trail, sequence, entry_id, digest, sealed_at) VALUES
            <foreach item="seal" collection="seals" separator=",">
            (#{seal.trail}, #{seal.sequence}, #{seal.entryId}, #{seal.digest}, #{seal.sealedAt})
            </foreach>
            </script>""")
    void insert(@Param("seals") List<Seal> seals);
}
