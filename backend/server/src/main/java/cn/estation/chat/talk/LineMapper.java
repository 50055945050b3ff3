package cn.estation.chat.talk;

import cn.estation.privacy.Sealed;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface LineMapper {

    record Row(long place, Author author, @Nullable Long staffId, Sealed text, Instant saidAt) {}

    @Insert("""
            INSERT INTO chat_line (person, place, author, staff_id, text, said_at)
            VALUES (#{person}, #{row.place}, #{row.author}, #{row.staffId}, #{row.text}, #{row.saidAt})""")
    void add(@Param("person") String person, @Param("row") Row row);

    @Select("""
            SELECT place, author, staff_id, text, said_at FROM chat_line
            WHERE person = #{person} AND place > #{after} ORDER BY place LIMIT #{limit}""")
    List<Row> after(@Param("person") String person, @Param("after") long after, @Param("limit") int limit);

    @Select("""
            SELECT place, author, staff_id, text, said_at FROM chat_line
            WHERE person = #{person} ORDER BY place DESC LIMIT #{limit}""")
    List<Row> last(@Param("person") String person, @Param("limit") int limit);

    @Select(
            "SELECT place, author, staff_id, text, said_at FROM chat_line WHERE person = #{person} AND place = #{place}")
    @Nullable Row find(@Param("person") String person, @Param("place") long place);

    @Delete("DELETE FROM chat_line WHERE person = #{person}")
    int forget(String person);

    @Delete("DELETE FROM chat_line WHERE said_at < #{before} LIMIT 500")
    int deleteBefore(Instant before);
}
