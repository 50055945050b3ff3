package cn.estation.kernel;

import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface JobMapper {

    @Insert("""
            INSERT INTO kernel_job (id, kind, status, total, done, started_by, created_at)
            VALUES (#{id}, #{kind}, 'RUNNING', 0, 0, #{startedBy}, #{at})""")
    void insert(long id, String kind, String startedBy, Instant at);

    @Update("UPDATE kernel_job SET total = #{steps} WHERE id = #{id}")
    void total(long id, int steps);

    @Update("UPDATE kernel_job SET done = #{steps} WHERE id = #{id}")
    void progress(long id, int steps);

    @Update("""
            UPDATE kernel_job SET status = #{status}, sentence = #{sentence}, finished_at = #{at}
            WHERE id = #{id} AND status = 'RUNNING'""")
    void finish(long id, String status, String sentence, Instant at);

    @Select("""
            SELECT id, kind, status, total, done, sentence, created_at, finished_at
            FROM kernel_job WHERE id = #{id}""")
    Jobs.@Nullable Job find(long id);

    @Select("""
            SELECT id, kind, status, total, done, sentence, created_at, finished_at
            FROM kernel_job WHERE kind = #{kind} ORDER BY id DESC LIMIT #{most}""")
    List<Jobs.Job> latest(String kind, int most);
}
