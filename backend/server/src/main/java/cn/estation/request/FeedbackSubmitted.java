package cn.estation.request;

/** Somebody has told us something. */
public record FeedbackSubmitted(long requestId) {}
