package cn.estation.guide;

/**
 * What somebody who is typing may want.
 *
 * @param name the title or the residents' own word that fits what was typed
 */
public record GuideSuggestion(long guideId, long versionId, String title, String name) {}
