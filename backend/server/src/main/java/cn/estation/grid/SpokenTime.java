package cn.estation.grid;

/** Says times of day as people do: 上午9点, 下午1点半, 晚上8点15分. */
public final class SpokenTime {

    private static final int DAY = 24 * 60;

    private SpokenTime() {}

    /** @param minute minutes after midnight; beyond 1440 it is said of the next day */
    public static String of(int minute) {
        if (minute == DAY) {
            return "半夜12点";
        }
        if (minute > DAY) {
            return "第二天" + of(minute - DAY);
        }
        return half(minute) + clock(minute);
    }

    /** The end of a part of a day that begins at {@code from}; the half of the day is not said twice. */
    public static String until(int from, int to) {
        return to <= DAY && (half(from).equals(half(to)) || to == 12 * 60) ? clock(to) : of(to);
    }

    private static String half(int minute) {
        int hour = minute / 60;
        if (hour < 6) {
            return "凌晨";
        }
        return hour < 12 ? "上午" : hour < 13 ? "中午" : hour < 18 ? "下午" : "晚上";
    }

    private static String clock(int minute) {
        int hour = minute / 60 % 24;
        int rest = minute % 60;
        int said = hour > 12 ? hour - 12 : hour;
        return said + "点" + (rest == 0 ? "" : rest == 30 ? "半" : rest + "分");
    }
}
