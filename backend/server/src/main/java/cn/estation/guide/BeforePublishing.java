package cn.estation.guide;

import java.util.List;

/** Has a say in whether a version of a guide may be published. Asked while its reviewer does so, whatever day it is for. */
public interface BeforePublishing {

    /** What residents find a guide by: other names of it, and the questions it answers. */
    record Words(List<String> aliases, List<String> questions) {
        public Words {
            aliases = List.copyOf(aliases);
            questions = List.copyOf(questions);
        }
    }

    /** @throws cn.estation.kernel.Refusal if it may not be published yet, saying what is to be done first */
    void check(long guideId, Words words);
}
