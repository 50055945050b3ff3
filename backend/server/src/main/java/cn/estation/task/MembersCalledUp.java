package cn.estation.task;

import java.time.Instant;
import java.util.List;

/** An emergency: these members are asked to come. A call to many is told in parts. */
public record MembersCalledUp(
        long taskId, long communityId, String title, String place, Instant startsAt, List<Long> residentIds) {}
