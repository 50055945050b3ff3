package cn.estation.chat.mending;

import cn.estation.privacy.Sealed;

/**
 * A question of the last thirty days whose answer a mending would change.
 *
 * @param communityId of whoever asked it last; 0 if it is not known
 * @param beforeTitle what answers it now; empty for nothing
 * @param afterTitle what would; empty for nothing
 */
record Replayed(
        long id,
        long mendingId,
        Effect effect,
        Sealed question,
        long communityId,
        int times,
        String beforeTitle,
        String afterTitle) {

    static final String QUESTION = "chat_replay.question";

    enum Effect {
        MENDED("现在答得上的"),
        CHANGED("答案会变的"),
        LOST("反而答不上的");

        private final String title;

        Effect(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }
}
