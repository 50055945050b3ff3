package cn.estation.task;

import java.util.List;

/** What a member has in both ledgers, for the card that staff see. Implemented by the module that keeps them. */
public interface MemberScores {

    /**
     * @param year the calendar year in China
     * @param score 考评分 of that year
     * @param points 兑换分 to spend
     * @param owed what is to be repaid first
     */
    record Standing(int year, long score, long points, long owed, List<Year> years) {}

    record Year(int year, long score) {}

    Standing of(long residentId);
}
