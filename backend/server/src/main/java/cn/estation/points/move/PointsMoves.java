package cn.estation.points.move;

import cn.estation.kernel.Actor;
import java.time.Clock;
import java.time.Instant;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes down every change of state of scores, adjustments, objections and rules, in the transaction that makes it. Whoever
 * calls has just changed the row that moved, so its moves are numbered one after the other.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class PointsMoves {

    private static final int LONGEST_REASON = 200;

    /** What moves. */
    public enum Subject {
        SCORE,
        ADJUSTMENT,
        OBJECTION,
        RULE_BOOK
    }

    private final MoveMapper moves;
    private final Clock clock;

    PointsMoves(MoveMapper moves, Clock clock) {
        this.moves = moves;
        this.clock = clock;
    }

    /** Something new, in the state it begins in. */
    public void begun(Actor by, Subject subject, long id, Enum<?> state) {
        record(by, subject, id, null, state, "");
    }

    /** @param reason empty where none is asked for; never the words of a resident, which have to go with them */
    public void moved(Actor by, Subject subject, long id, Enum<?> from, Enum<?> to, String reason) {
        record(by, subject, id, from, to, reason);
    }

    private void record(Actor by, Subject subject, long id, @Nullable Enum<?> from, Enum<?> to, String reason) {
        var words = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
        moves.record(new Move(
                subject, id, from == null ? null : from.name(), to.name(), by.actorKey(), words, clock.instant()));
    }

    record Move(
            Subject subject,
            long subjectId,
            @Nullable String fromStatus,
            String toStatus,
            String movedBy,
            String reason,
            Instant movedAt) {}

    @Mapper
    interface MoveMapper {

        @Insert("""
                INSERT INTO points_move (subject, subject_id, number, from_status, to_status, moved_by, reason, moved_at)
                SELECT #{subject}, #{subjectId}, COALESCE(MAX(m.number), 0) + 1, #{fromStatus}, #{toStatus}, #{movedBy},
                  #{reason}, #{movedAt}
                FROM points_move m WHERE m.subject = #{subject} AND m.subject_id = #{subjectId}""")
        void record(Move move);
    }
}
