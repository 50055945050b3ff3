package cn.estation.guide;

import org.jspecify.annotations.Nullable;

/**
 * What somebody asks, and what is known of where they live.
 *
 * @param text as it was said; nothing in it is syntax
 * @param most how many guides to find at most
 * @param communityId their community: its guides and those of the places above it come first, guides of other communities
 *     are not for them; null if unknown
 */
public record GuideQuery(String text, int most, @Nullable Long communityId) {

    /** A question of somebody we know nothing about. */
    public static GuideQuery of(String text, int most) {
        return new GuideQuery(text, most, null);
    }
}
