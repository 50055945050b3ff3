package cn.estation.request;

import org.jspecify.annotations.Nullable;

/**
 * Staff have answered what somebody told us.
 *
 * @param residentId empty if the person has never signed in to the mini-program
 * @param text the answer
 */
public record FeedbackAnswered(long requestId, @Nullable Long residentId, String text) {}
