package cn.estation.grid;

import cn.estation.grid.WorkingCalendar.SpecialDay;
import cn.estation.grid.WorkingCalendar.Year;
import java.time.LocalDate;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface CalendarMapper {

    @Select("SELECT day, kind, name FROM grid_calendar_day WHERE day BETWEEN #{from} AND #{to} ORDER BY day")
    List<SpecialDay> days(LocalDate from, LocalDate to);

    @Select("SELECT day, kind, name FROM grid_calendar_day WHERE year = #{year} ORDER BY day")
    List<SpecialDay> daysOf(int year);

    @Select("SELECT * FROM grid_calendar_year WHERE year = #{year}")
    @Nullable Year year(int year);

    @Select("SELECT * FROM grid_calendar_year ORDER BY year")
    List<Year> years();

    /** Adds the year, or nothing if it is there: whoever comes second waits for the first and then counts no row. */
    @Insert("""
            INSERT IGNORE INTO grid_calendar_year (year, source, provisional, edits, author, imported_at)
            VALUES (#{year}, #{source}, #{provisional}, #{edits}, #{author}, #{importedAt})""")
    int insertYear(Year year);

    /** Replaces the year's row if nobody imported it since, or touches nothing. */
    @Update("""
            UPDATE grid_calendar_year SET source = #{source}, provisional = #{provisional}, edits = edits + 1,
                author = #{author}, imported_at = #{importedAt}
            WHERE year = #{year} AND edits = #{edits}""")
    int replaceYear(Year year);

    @Delete("DELETE FROM grid_calendar_day WHERE year = #{year}")
    void clear(int year);

    @Select("SELECT COUNT(*) FROM grid_calendar_day WHERE day = #{day}")
    int has(LocalDate day);

    @Insert("""
            INSERT INTO grid_calendar_day (day, year, kind, name)
            VALUES (#{day.day}, #{year}, #{day.kind}, #{day.name})""")
    void insertDay(int year, SpecialDay day);
}
