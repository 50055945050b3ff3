package cn.estation.task;

/**
 * Something has come of a resident's wish (微心愿).
 *
 * @param residentId who raised it
 * @param how {@code PUBLISHED}: members can see it; {@code ADOPTED}: one has taken it; {@code DONE}: it is for the resident to
 *     say how it went; {@code CANCELLED}: it is off
 * @param round of being adopted: a wish that was given back may be adopted again
 * @param reason for the resident to read, empty where none is needed
 */
public record WishMoved(long taskId, long residentId, String title, String how, long round, String reason) {}
