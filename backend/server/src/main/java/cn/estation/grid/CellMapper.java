package cn.estation.grid;

import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface CellMapper extends BaseMapper<GridCell> {

    @Select("SELECT * FROM grid_cell WHERE code = #{code}")
    @Nullable GridCell findByCode(@Param("code") String code);

    @Select("SELECT * FROM grid_cell WHERE path LIKE CONCAT(#{path}, '%') AND kind = #{kind} ORDER BY code")
    List<GridCell> below(@Param("path") String path, @Param("kind") CellKind kind);

    @Select("""
            SELECT * FROM grid_cell WHERE path LIKE CONCAT(#{path}, '%')
              AND kind IN ('DISTRICT', 'SUBDISTRICT', 'COMMUNITY') ORDER BY path""")
    List<GridCell> officesBelow(@Param("path") String path);

    @Select("SELECT * FROM grid_cell WHERE kind = #{kind} AND valid_to IS NULL ORDER BY code")
    List<GridCell> ofKind(@Param("kind") CellKind kind);

    @Select("SELECT * FROM grid_cell WHERE parent_id IS NULL AND valid_to IS NULL ORDER BY code")
    List<GridCell> roots();

    @Select("SELECT EXISTS (SELECT 1 FROM grid_cell WHERE demonstration)")
    boolean anyDemonstration();
}
