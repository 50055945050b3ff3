package cn.estation.task.move;

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
 * Writes down every change of state of proposed changes and of signals, in the transaction that makes it. Whoever calls has
 * just changed the row that moved, so its moves are numbered one after the other.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class BesideMoves {

    /** What moves. */
    public enum Subject {
        CHANGE,
        SIGNAL
    }

    private final MoveMapper moves;
    private final Clock clock;

    BesideMoves(MoveMapper moves, Clock clock) {
        this.moves = moves;
        this.clock = clock;
    }

    /** Something new, in the state it begins in. */
    public void begun(Actor by, Subject subject, long id, Enum<?> state) {
        moves.record(new Move(subject, id, null, state.name(), by.actorKey(), "", clock.instant()));
    }

    /** @param reason 200 characters at most, empty where none is asked for */
    public void moved(Actor by, Subject subject, long id, Enum<?> from, Enum<?> to, String reason) {
        moves.record(new Move(subject, id, from.name(), to.name(), by.actorKey(), reason, clock.instant()));
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
                INSERT INTO task_beside_move (subject, subject_id, number, from_status, to_status, moved_by, reason, moved_at)
                SELECT #{subject}, #{subjectId}, COALESCE(MAX(m.number), 0) + 1, #{fromStatus}, #{toStatus}, #{movedBy},
                  #{reason}, #{movedAt}
                FROM task_beside_move m WHERE m.subject = #{subject} AND m.subject_id = #{subjectId}""")
        void record(Move move);
    }
}
