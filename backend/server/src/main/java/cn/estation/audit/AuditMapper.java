package cn.estation.audit;

import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

@Mapper
interface AuditMapper extends BaseMapper<AuditEntry> {

    @Select("""
            <script>
            SELECT * FROM audit_entry WHERE id &lt; #{before} AND cell_id IN
            <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>
            <if test="filter.actor != null">AND actor = #{filter.actor}</if>
            <if test="filter.subject != null">AND subject = #{filter.subject}</if>
            <if test="filter.action != null">AND action = #{filter.action}</if>
            <if test="filter.from != null">AND happened_at >= #{filter.from}</if>
            <if test="filter.to != null">AND happened_at &lt; #{filter.to}</if>
            ORDER BY id DESC LIMIT #{limit}
            </script>""")
    List<AuditEntry> page(
            @Param("cells") Collection<Long> cells,
            @Param("filter") AuditFilter filter,
            @Param("before") long before,
            @Param("limit") int limit);

    @Select("""
            SELECT e.id, CONCAT_WS('|', e.id, e.happened_at, e.actor, IFNULL(e.on_behalf_of, ''), e.cell_id, e.action,
                e.subject, e.outcome, e.detail, e.request_id) AS content
            FROM audit_entry e LEFT JOIN audit_seal s ON s.trail = 'audit' AND s.entry_id = e.id
            WHERE e.id > #{floor} AND s.entry_id IS NULL ORDER BY e.id LIMIT #{most}""")
    List<SealedTrail.SealLine> unsealed(@Param("floor") long floor, @Param("most") int most);

    @Select("""
            <script>
            SELECT id, CONCAT_WS('|', id, happened_at, actor, IFNULL(on_behalf_of, ''), cell_id, action,
                subject, outcome, detail, request_id) AS content
            FROM audit_entry WHERE id IN
            <foreach item="id" collection="ids" open="(" separator="," close=")">#{id}</foreach>
            </script>""")
    List<SealedTrail.SealLine> lines(@Param("ids") List<Long> ids);
}
