package cn.estation.identity;

import java.time.Instant;
import java.time.LocalDate;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface RevealMapper {

    @Select("SELECT id FROM identity_staff WHERE id = #{staffId} FOR UPDATE")
    @Nullable Long hold(long staffId);

    @Select("SELECT COUNT(*) FROM identity_reveal WHERE staff_id = #{staffId} AND china_day = #{day}")
    int onDay(long staffId, LocalDate day);

    @Insert("""
            INSERT INTO identity_reveal (id, staff_id, resident_id, community_id, reason, china_day, number, revealed_at)
            VALUES (#{id}, #{staffId}, #{residentId}, #{communityId}, #{reason}, #{day}, #{number}, #{at})""")
    void insert(
            long id,
            long staffId,
            long residentId,
            long communityId,
            String reason,
            LocalDate day,
            int number,
            Instant at);

    @Select("""
            SELECT COUNT(*) FROM identity_paper_reveal
            WHERE staff_id = #{staffId} AND china_day = #{day} AND paper = #{paper}""")
    int opened(long staffId, LocalDate day, String paper);

    @Select(
            "SELECT COALESCE(SUM(names), 0) FROM identity_paper_reveal WHERE staff_id = #{staffId} AND china_day = #{day}")
    int namesOnDay(long staffId, LocalDate day);

    @Insert("""
            INSERT INTO identity_paper_reveal (staff_id, china_day, paper, names, opened_at)
            VALUES (#{staffId}, #{day}, #{paper}, #{names}, #{at})""")
    void open(long staffId, LocalDate day, String paper, int names, Instant at);
}
