package cn.estation.guide;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A question (情形) whose answer changes what to bring, what it costs, where to go or how long it takes. The first of a
 * guide is asked first; each option says which is asked next.
 *
 * @param id short name, unique within the guide
 */
public record Circumstance(String id, String question, List<Option> options) {

    /** @param next id of the question that follows; none if the path ends here */
    public record Option(String id, String text, @Nullable String next, List<Effect> effects) {

        @SuppressWarnings("NullAway") // what JSON leaves out arrives as null
        public Option {
            text = text == null ? "" : text;
            next = next == null || next.isEmpty() ? null : next;
            effects = effects == null ? List.of() : List.copyOf(effects);
        }
    }

    /**
     * What choosing an option changes.
     *
     * @param document id of the document that is added or dropped; empty for the others
     * @param text what holds instead for fee, place or time; empty for documents
     */
    public record Effect(Kind kind, String document, String text) {

        public enum Kind {
            ADD_DOCUMENT("要多带"),
            DROP_DOCUMENT("不用带"),
            FEE("费用变为"),
            PLACE("地点变为"),
            TIME("时间变为");

            private final String title;

            Kind(String title) {
                this.title = title;
            }

            public String title() {
                return title;
            }

            public boolean ofDocument() {
                return this == ADD_DOCUMENT || this == DROP_DOCUMENT;
            }
        }

        @SuppressWarnings("NullAway") // what JSON leaves out arrives as null
        public Effect {
            document = document == null ? "" : document;
            text = text == null ? "" : text;
        }
    }

    @SuppressWarnings("NullAway") // what JSON leaves out arrives as null
    public Circumstance {
        question = question == null ? "" : question;
        options = options == null ? List.of() : List.copyOf(options);
    }

    public Optional<Option> option(String optionId) {
        return options.stream().filter(option -> option.id().equals(optionId)).findFirst();
    }
}
