package cn.estation.guide.card;

import cn.estation.guide.Circumstance;
import cn.estation.guide.Circumstance.Option;
import cn.estation.kernel.BadInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One person's way through a guide's questions.
 *
 * @param answered the answers on the way, in the order they were asked; what was answered beside the way is left out
 * @param chosen the options behind them
 * @param open the question that waits for an answer; none if the way has come to its end
 */
record Walk(
        Map<String, String> answered,
        List<Option> chosen,
        @Nullable Circumstance open) {

    /**
     * Follows the answers as far as they go.
     *
     * @throws BadInput if an answer names a question or an option that the guide does not have
     */
    static Walk through(List<Circumstance> questions, Map<String, String> answers) {
        var byId = new HashMap<String, Circumstance>();
        questions.forEach(question -> byId.putIfAbsent(question.id(), question));
        answers.forEach((question, option) -> requireKnown(byId, question, option));
        var answered = new LinkedHashMap<String, String>();
        var chosen = new ArrayList<Option>();
        var asked = questions.isEmpty() ? null : questions.getFirst();
        // A question that was asked before ends the way: the lint refuses circles, and nobody is to walk in one.
        while (asked != null && !answered.containsKey(asked.id())) {
            var answer = answers.get(asked.id());
            if (answer == null) {
                return new Walk(answered, chosen, asked);
            }
            var option = asked.option(answer).orElseThrow(Walk::unknown);
            answered.put(asked.id(), option.id());
            chosen.add(option);
            asked = option.next() == null ? null : byId.get(option.next());
        }
        return new Walk(answered, chosen, null);
    }

    private static void requireKnown(Map<String, Circumstance> byId, String question, String option) {
        if (Optional.ofNullable(byId.get(question))
                .flatMap(known -> known.option(option))
                .isEmpty()) {
            throw unknown();
        }
    }

    private static BadInput unknown() {
        return new BadInput("这份指南的情形有变化，请重新选择。");
    }
}
