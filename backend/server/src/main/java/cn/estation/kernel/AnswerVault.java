package cn.estation.kernel;

/** Keeps remembered answers unreadable at rest. Implemented where the keys are. */
public interface AnswerVault {

    /** @param context what the sealed answer is bound to: it opens only with the same */
    String seal(String answer, String context);

    String open(String sealed, String context);
}
