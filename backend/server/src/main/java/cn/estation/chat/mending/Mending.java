package cn.estation.chat.mending;

import cn.estation.kernel.Sha256;
import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Duration;
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
 * @param replayedDigest of what was tried
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
        @Nullable String replayedDigest,
        @Nullable Instant replayedAt,
        int replayed,
        int mended,
        int changed,
        Instant proposedAt,
        @Nullable Instant liveAt) {

    /** Guides change: what was tried longer ago says nothing about today. */
    static final Duration FRESH = Duration.ofDays(7);

    /** Read by pages, too. */
    public List<String> wordList() {
        return words.lines().map(String::strip).filter(word -> !word.isEmpty()).toList();
    }

    /** True if exactly what it says now was tried, and not too long ago for the guides of today. */
    boolean isReplayed(Instant now) {
        return replayedEdits == edits
                && fingerprint().equals(replayedDigest)
                && replayedAt != null
                && replayedAt.isAfter(now.minus(FRESH));
    }

    /** Stands for what trying it showed: whoever approves says that they have seen this and no other. */
    public String stamp() {
        return Sha256.hex("%s %s %d %d %d".formatted(fingerprint(), replayedAt, replayed, mended, changed));
    }

    /** A fingerprint of what is said, and where: what was tried is what is reviewed, and that is what is said. */
    String fingerprint() {
        var guide = guideId == null ? Stream.<String>empty() : Stream.of(Long.toString(guideId));
        return Sha256.hex(Stream.concat(Stream.of(Long.toString(cellId), kind.name(), question, words, answer), guide)
                .map(text -> text.length() + ":" + text)
                .reduce("", String::concat));
    }
}
