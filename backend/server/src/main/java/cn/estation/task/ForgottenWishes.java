package cn.estation.task;

import cn.estation.identity.Resident;
import cn.estation.identity.ResidentForgotten;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Update;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * What residents wrote of their needs, and of those who met them, goes with them. That there was a wish, who fulfilled it and
 * how it was judged stays.
 */
@Component
class ForgottenWishes {

    private static final int MOST = 500;

    private final WishMapper wishes;
    private final TaskMapper tasks;
    private final ClaimMapper claims;
    private final Publishing publishing;

    ForgottenWishes(WishMapper wishes, TaskMapper tasks, ClaimMapper claims, Publishing publishing) {
        this.wishes = wishes;
        this.tasks = tasks;
        this.claims = claims;
        this.publishing = publishing;
    }

    @ApplicationModuleListener
    void on(ResidentForgotten event) {
        long resident = event.residentId();
        var gone = new Resident(resident, 0);
        wishes.forget(resident);
        wishes.forgetChanges(resident);
        wishes.forgetProposals(resident);
        wishes.forgetEvaluations(resident, gone.actorKey());
        tasks.wishesOf(resident, Long.MAX_VALUE, MOST).stream()
                .filter(this::untouched)
                .forEach(wish -> publishing.cancel(gone, wish, "提出心愿的居民已注销"));
    }

    /** True while nobody works at it: then there is nobody left to do it for. */
    private boolean untouched(VolunteerTask wish) {
        boolean open = wish.status().unseen()
                || wish.status() == TaskStatus.PUBLISHED
                || wish.status() == TaskStatus.SIGNUP_CLOSED;
        return open
                && claims.liveOfTask(wish.id()).stream()
                        .allMatch(claim -> claim.status().untouched());
    }

    @Mapper
    interface WishMapper {

        @Update("""
                UPDATE task_volunteer_task
                SET title = '微心愿', description = '提出的居民已注销，内容已删除。', place = '（已删除）', cell_id = NULL,
                  longitude = NULL, latitude = NULL, changed = ''
                WHERE served_resident_id = #{resident}""")
        void forget(long resident);

        @Update("""
                UPDATE task_change c JOIN task_volunteer_task t ON t.id = c.task_id SET c.summary = '（已随注销删除）'
                WHERE t.served_resident_id = #{resident}""")
        void forgetChanges(long resident);

        @Update("""
                UPDATE task_proposed_change c JOIN task_volunteer_task t ON t.id = c.task_id
                SET c.summary = '（已随注销删除）', c.content = '{}'
                WHERE t.served_resident_id = #{resident}""")
        void forgetProposals(long resident);

        @Update("""
                UPDATE task_claim c JOIN task_volunteer_task t ON t.id = c.task_id SET c.evaluation = NULL
                WHERE t.served_resident_id = #{resident} AND c.settled_by = #{by}""")
        void forgetEvaluations(@Param("resident") long resident, @Param("by") String by);
    }
}
