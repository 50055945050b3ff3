package cn.estation.guide;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one person brings, pays, and where and when they go. Holds nothing of who they are, so that it may be passed on.
 *
 * @param code 64 random bits; the same answers to the same version have the same code
 * @param version number of the version it tells of, which it keeps when the guide moves on
 * @param where the counter that is right, or the address the guide gives
 * @param when opening hours
 * @param timeLimit how long it takes; empty if nothing is promised
 * @param phone whom to call; empty if nobody
 * @param chosen the answers it rests on, in words
 * @param bookingPath page of the mini-program where a time can be booked; null where nothing can be
 * @param plainText the whole card in sentences, for reading aloud
 * @param path of the public page
 * @param now where to go at this very moment, in a sentence; empty if that is not known
 * @param notice what to know before relying on it: newer version, suspended; empty if it stands
 */
public record Card(
        String code,
        long guideId,
        long versionId,
        int version,
        String title,
        List<CardDocument> documents,
        String fee,
        String where,
        String when,
        List<String> chosen,
        @Nullable String bookingPath,
        String plainText,
        String path,
        String timeLimit,
        String phone,
        String now,
        String notice) {

    public Card {
        documents = List.copyOf(documents);
        chosen = List.copyOf(chosen);
    }
}
