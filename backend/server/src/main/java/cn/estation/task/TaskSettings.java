package cn.estation.task;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import java.time.Clock;
import java.time.Instant;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What each community has agreed on for its tasks. */
@Service
class TaskSettings {

    /** After so many days without an evaluation work is settled a grade lower, unless a community says otherwise. */
    static final int EVALUATION_DAYS = 7;

    private static final int OFFER_MINUTES = 120;

    /**
     * @param reviewRequired whether a second person looks at a task before members see it
     * @param offerMinutes how long a place is kept for who waited for it
     */
    record Setting(long communityId, boolean reviewRequired, int offerMinutes, int evaluationDays) {}

    private final SettingMapper settings;
    private final Authority authority;
    private final AuditTrail audit;
    private final Clock clock;

    TaskSettings(SettingMapper settings, Authority authority, AuditTrail audit, Clock clock) {
        this.settings = settings;
        this.authority = authority;
        this.audit = audit;
        this.clock = clock;
    }

    Setting of(long communityId) {
        var kept = settings.find(communityId);
        return kept == null ? new Setting(communityId, false, OFFER_MINUTES, EVALUATION_DAYS) : kept;
    }

    /** @throws cn.estation.kernel.NotFound if the community is not the staff member's */
    @Transactional(propagation = Propagation.MANDATORY)
    void change(Staff staff, Setting setting) {
        authority.require(staff, Permission.SET_UP_TASKS, setting.communityId());
        settings.keep(setting, staff.actorKey(), clock.instant());
        audit.record(
                staff,
                setting.communityId(),
                "task.set-up",
                "community:" + setting.communityId(),
                "任务设置：%s，候补名额保留 %d 分钟，%d 天无人评价即结算。"
                        .formatted(
                                setting.reviewRequired() ? "发布须第二人审核" : "发布无须审核",
                                setting.offerMinutes(),
                                setting.evaluationDays()));
    }

    @Mapper
    interface SettingMapper {

        @Select("""
                SELECT community_id, review_required, offer_minutes, evaluation_days FROM task_setting
                WHERE community_id = #{communityId}""")
        @Nullable Setting find(long communityId);

        @Insert("""
                INSERT INTO task_setting (community_id, review_required, offer_minutes, evaluation_days, changed_by, changed_at)
                VALUES (#{setting.communityId}, #{setting.reviewRequired}, #{setting.offerMinutes},
                  #{setting.evaluationDays}, #{by}, #{now})
                ON DUPLICATE KEY UPDATE review_required = VALUES(review_required), offer_minutes = VALUES(offer_minutes),
                  evaluation_days = VALUES(evaluation_days), changed_by = VALUES(changed_by), changed_at = VALUES(changed_at)""")
        void keep(Setting setting, String by, Instant now);
    }
}
