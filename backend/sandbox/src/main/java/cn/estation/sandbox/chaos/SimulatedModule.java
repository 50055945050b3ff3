package cn.estation.sandbox.chaos;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What one module lets people do, with a model in plain maps that knows what each command must answer. The model learns
 * only from acknowledged answers.
 */
public interface SimulatedModule {

    String name();

    /** Makes the people and things it plays with. Nothing is killed yet. */
    void prepare(Stage stage);

    List<Operation> operations();

    /** Compares everything the model knows with what the service says now, a line for each difference. */
    List<String> differences(Stage stage);

    /** One thing people do. */
    interface Operation {

        String name();

        /** The next command of this kind by somebody, or null if nobody could sensibly do it now. */
        @Nullable Attempt next(Random random, Stage stage);
    }

    /**
     * A command together with what the model says of it.
     *
     * @param expected the code of the refusal, or null if it must be done
     * @param learn takes the acknowledged answer into the model
     */
    record Attempt(Command call, @Nullable String expected, Lesson learn) {}

    /** What the model does with an acknowledged answer. */
    interface Lesson {
        void take(Reply.Done answer);
    }
}
