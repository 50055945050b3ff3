package cn.estation.guide.content;

/** A question residents often ask about this guide, and its answer. */
public record Faq(String question, String answer) {

    @SuppressWarnings("NullAway") // what JSON leaves out arrives as null
    public Faq {
        question = Absent.text(question);
        answer = Absent.text(answer);
    }
}
