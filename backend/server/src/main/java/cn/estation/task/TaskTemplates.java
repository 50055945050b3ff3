package cn.estation.task;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Id;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** What a community publishes again and again, kept without its days. */
@Service
class TaskTemplates {

    record Template(long id, long communityId, String name, String content, String createdBy, Instant createdAt) {}

    private final TemplateMapper templates;
    private final Authority authority;
    private final AuditTrail audit;
    private final JsonMapper json;
    private final Ids ids;
    private final Clock clock;

    TaskTemplates(
            TemplateMapper templates, Authority authority, AuditTrail audit, JsonMapper json, Ids ids, Clock clock) {
        this.templates = templates;
        this.authority = authority;
        this.audit = audit;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    List<Template> all(Staff staff) {
        var communities = authority.communityIds(staff, Permission.PUBLISH_TASKS);
        return communities.isEmpty() ? List.of() : templates.of(communities);
    }

    /** @throws NotFound if there is no such template in the staff member's communities */
    TaskForm form(Staff staff, long id) {
        return json.readValue(theirs(staff, id).content(), TaskForm.class);
    }

    /**
     * Keeps what a form says under the name of the task. The same name again replaces it.
     *
     * @throws NotFound if the community is not the staff member's
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void keep(Staff staff, TaskForm form) {
        long community = Id.valueOf(Objects.requireNonNull(form.communityId())).value();
        authority.require(staff, Permission.PUBLISH_TASKS, community);
        var name = Objects.requireNonNull(form.title()).strip();
        templates.keep(new Template(
                ids.next(),
                community,
                name,
                json.writeValueAsString(form.undated()),
                staff.actorKey(),
                clock.instant()));
        audit.record(staff, community, "task.keep-template", "community:" + community, "存为模板“" + name + "”。");
    }

    /** @throws NotFound if there is no such template in the staff member's communities */
    @Transactional(propagation = Propagation.MANDATORY)
    void delete(Staff staff, long id) {
        var template = theirs(staff, id);
        templates.delete(id);
        audit.record(
                staff,
                template.communityId(),
                "task.delete-template",
                "template:" + id,
                "删除模板“" + template.name() + "”。");
    }

    private Template theirs(Staff staff, long id) {
        authority.require(staff, Permission.PUBLISH_TASKS);
        var template = templates.find(id);
        if (template == null) {
            throw new NotFound();
        }
        authority.require(staff, Permission.PUBLISH_TASKS, template.communityId());
        return template;
    }

    @Mapper
    interface TemplateMapper {

        @Select("""
                <script>
                SELECT * FROM task_template WHERE community_id IN
                <foreach item="id" collection="communities" open="(" separator="," close=")">#{id}</foreach>
                ORDER BY name, id LIMIT 200
                </script>""")
        List<Template> of(List<Long> communities);

        @Select("SELECT * FROM task_template WHERE id = #{id}")
        @Nullable Template find(long id);

        @Insert("""
                INSERT INTO task_template (id, community_id, name, content, created_by, created_at)
                VALUES (#{id}, #{communityId}, #{name}, #{content}, #{createdBy}, #{createdAt})
                ON DUPLICATE KEY UPDATE content = VALUES(content), created_by = VALUES(created_by),
                  created_at = VALUES(created_at)""")
        void keep(Template template);

        @Delete("DELETE FROM task_template WHERE id = #{id}")
        void delete(long id);
    }
}
