package cn.estation.chat.talk;

import cn.estation.wechat.WechatApp;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface SwitchMapper {

    record Row(WechatApp app, @Nullable Instant offSince, String changedBy, Instant changedAt) {}

    @Select("SELECT app, off_since, changed_by, changed_at FROM chat_switch")
    List<Row> all();

    @Insert("""
            INSERT INTO chat_switch (app, off_since, changed_by, changed_at)
            VALUES (#{app}, #{offSince}, #{by}, #{now})
            ON DUPLICATE KEY UPDATE off_since = VALUES(off_since), changed_by = VALUES(changed_by),
                changed_at = VALUES(changed_at)""")
    void set(
            @Param("app") WechatApp app,
            @Param("offSince") @Nullable Instant offSince,
            @Param("by") String by,
            @Param("now") Instant now);
}
