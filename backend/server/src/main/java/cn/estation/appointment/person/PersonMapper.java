package cn.estation.appointment.person;

import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface PersonMapper {

    @Select("SELECT person_key FROM appointment_person WHERE person_key = #{key} FOR UPDATE")
    @Nullable String lock(String key);

    /** Leaves the row locked, whether it was there or not. */
    @Insert("""
            INSERT INTO appointment_person (person_key) VALUES (#{key})
            ON DUPLICATE KEY UPDATE person_key = appointment_person.person_key""")
    void introduce(String key);
}
