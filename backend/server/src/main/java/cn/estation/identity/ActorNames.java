package cn.estation.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** How those who did something are called on a page: staff by name, residents masked. */
@Service
public class ActorNames {

    private static final Pattern KEY = Pattern.compile("(staff|resident):([0-9]{1,18})");
    private static final Pattern TIMER = Pattern.compile("system:[a-z-]+");
    private static final Map<String, String> OTHERS = Map.of(
            "district-file:author", "地区文件的编写者",
            "district-file:loader", "系统（导入地区文件）",
            "operator", "运维人员",
            "system", "系统");

    private final StaffNames staff;
    private final Residents residents;
    private final Cache<String, String> names = Caffeine.newBuilder()
            .maximumSize(5_000)
            .expireAfterWrite(Duration.ofSeconds(30))
            .build();

    ActorNames(StaffNames staff, Residents residents) {
        this.staff = staff;
        this.residents = residents;
    }

    /** The name behind an actor's key, such as {@code staff:7}; the key itself where there is none. */
    public String name(String actorKey) {
        return names.get(actorKey, this::read);
    }

    private String read(String key) {
        var parts = KEY.matcher(key);
        if (!parts.matches()) {
            if (TIMER.matcher(key).matches()) {
                return "系统";
            }
            return OTHERS.getOrDefault(key, key);
        }
        long id = Long.parseLong(parts.group(2));
        if (parts.group(1).equals("resident")) {
            var name = residents.maskedNames(java.util.List.of(id)).get(id);
            return name == null ? "居民（已删除）" : name.equals("居民") ? name : "居民 " + name;
        }
        var name = staff.name(id);
        return name == null ? "工作人员（已删除）" : name;
    }

    @Mapper
    interface StaffNames {
        @Select("SELECT name FROM identity_staff WHERE id = #{id}")
        @Nullable String name(long id);
    }
}
