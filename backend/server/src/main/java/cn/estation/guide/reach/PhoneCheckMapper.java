package cn.estation.guide.reach;

import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

@Mapper
interface PhoneCheckMapper {

    @Insert("""
            INSERT INTO guide_phone_check (id, number, cell_id, thing, reached, actor, checked_at)
            VALUES (#{id}, #{number}, #{cellId}, #{thing}, #{reached}, #{actor}, #{checkedAt})""")
    void insert(PhoneCheck check);

    /** The last time each of these numbers was tried for one of these cells. */
    @Select("""
            <script>
            SELECT * FROM guide_phone_check WHERE id IN (SELECT MAX(id) FROM guide_phone_check WHERE number IN
            <foreach item="number" collection="numbers" open="(" separator="," close=")">#{number}</foreach>
            AND cell_id IN
            <foreach item="cell" collection="cells" open="(" separator="," close=")">#{cell}</foreach>
            GROUP BY number)
            </script>""")
    List<PhoneCheck> latest(Collection<String> numbers, Collection<Long> cells);
}
