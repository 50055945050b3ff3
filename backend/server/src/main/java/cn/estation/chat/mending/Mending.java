package cn.estation.chat.mending;

import cn.estation.kernel.Sha256;
import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One way in which staff answer a group of questions.
 *
 * @param cellId for whom it holds: this part of the tree
 * @param edits how often it was saved: a reviewer approves what they have read
 * @param words aliases, synonyms or further wordings, a line each
 * @param replayedEdits which saving was tried on the questions of thirty days; 0 for none
 * @param mended how many of the questions that were missed it answers
 * @param changed how many good answers it changes
 */
@TableName("chat_mending")
record Mending(
        long id,
        @Nullable Long groupId,
        long cellId,
        MendingKind kind,
        MendingStatus status,
        int number,
        int edits,
        @Nullable Long guideId,
        @Nullable Long draftVersionId,
        String question,
        String words,
        String answer,
        String author,
        @Nullable String reviewer,
        @Nullable String digest,
        @Nullable Long replayJobId,
        int replayedEdits,
        int replayed,
        int mended,
        int changed,
        Instant proposedAt,
        @Nullable Instant liveAt) {

    /** Read by pages, too. */
    public List<String> wordList() {
        return words.lines().map(String::strip).filter(word -> !word.isEmpty()).toList();
    }

    boolean isReplayed() {
        return replayedEdits == edits;
    }

    /** A fingerprint of what is said, taken at approval: what was reviewed is what is said. */
    String fingerprint() {
        return Sha256.hex(Stream.of(Long.toString(cellId), kind.name(), question, words, answer)
                .map(text -> text.length() + ":" + text)
                .reduce("", String::concat));
    }
}
