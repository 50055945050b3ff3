package cn.estation.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.EstationTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@EstationTest
class DueWorkTests {

    private final DueWork dueWork;
    private final TurnMapper turns;
    private final JdbcClient rows;
    private final String name;

    @Autowired
    DueWorkTests(DueWork dueWork, TurnMapper turns, JdbcClient rows, Ids ids) {
        this.dueWork = dueWork;
        this.turns = turns;
        this.rows = rows;
        this.name = "due-work-tests:%d:".formatted(ids.next());
    }

    @Test
    void doesAllThatIsDueHoweverManyBatchesThatIs() {
        dueWork.each("write", 0L, DueWorkTests::nextTwo, id -> id, this::write);

        assertThat(written()).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    /** The third fails, the fourth is busy; they would come up again and again if the batches went by what is still due. */
    @Test
    void undoesWhatCannotBeDoneAndGoesOnWithTheOthers() {
        var tried = new ArrayList<Long>();
        dueWork.each("write", 0L, DueWorkTests::nextTwo, id -> id, id -> {
            tried.add(id);
            write(id);
            if (id == 3) {
                throw new IllegalStateException("this one not");
            }
            if (id == 4) {
                throw new CannotAcquireLockException("somebody else has it");
            }
        });

        assertThat(tried).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(written()).containsExactly(1L, 2L, 5L);
    }

    @Test
    void keepsNoTransactionWhileItLooksForMore() {
        dueWork.each(
                "write",
                0L,
                after -> {
                    assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                            .isFalse();
                    return nextTwo(after);
                },
                id -> id,
                this::write);

        assertThat(written()).hasSize(5);
    }

    private static List<Long> nextTwo(long after) {
        return LongStream.rangeClosed(after + 1, 5).limit(2).boxed().toList();
    }

    private void write(long id) {
        turns.introduce(name + id);
    }

    private List<Long> written() {
        return rows.sql("SELECT SUBSTRING(actor, :from) FROM kernel_turn WHERE actor LIKE :name ORDER BY actor")
                .param("from", name.length() + 1)
                .param("name", name + "%")
                .query((row, number) -> row.getLong(1))
                .list();
    }
}
