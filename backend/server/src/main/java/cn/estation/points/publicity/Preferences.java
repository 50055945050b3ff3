package cn.estation.points.publicity;

import cn.estation.identity.ResidentForgotten;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Service;

/** Whether a member wants to be named, masked, where scores are shown. Who never said so is not. */
@Service
public class Preferences {

    private final PreferenceMapper preferences;
    private final Clock clock;

    Preferences(PreferenceMapper preferences, Clock clock) {
        this.preferences = preferences;
        this.clock = clock;
    }

    /** Those of these residents who want to be named. */
    public Set<Long> named(Collection<Long> residents) {
        return residents.isEmpty() ? Set.of() : preferences.named(residents);
    }

    public boolean named(long residentId) {
        return Boolean.TRUE.equals(preferences.find(residentId));
    }

    /** Keeps what a member has chosen. */
    public void choose(long residentId, boolean showName) {
        preferences.keep(residentId, showName, clock.instant());
    }

    @ApplicationModuleListener
    void on(ResidentForgotten event) {
        preferences.forget(event.residentId());
    }

    @Mapper
    interface PreferenceMapper {

        @Select("SELECT show_name FROM points_preference WHERE resident_id = #{residentId}")
        @Nullable Boolean find(long residentId);

        @Select("""
                <script>
                SELECT resident_id FROM points_preference WHERE show_name AND resident_id IN
                <foreach item="one" collection="residents" open="(" separator="," close=")">#{one}</foreach>
                </script>""")
        Set<Long> named(@Param("residents") Collection<Long> residents);

        @Insert("""
                INSERT INTO points_preference (resident_id, show_name, changed_at)
                VALUES (#{resident}, #{show}, #{now})
                ON DUPLICATE KEY UPDATE show_name = VALUES(show_name), changed_at = VALUES(changed_at)""")
        void keep(@Param("resident") long resident, @Param("show") boolean show, @Param("now") Instant now);

        @Delete("DELETE FROM points_preference WHERE resident_id = #{residentId}")
        void forget(long residentId);
    }
}
