package cn.estation.task;

/** How the points of a task are counted. Whole points only; what is left over is not counted. */
enum PointsRule {
    HOURLY("分/小时"),
    FIXED("分/次");

    private final String unit;

    PointsRule(String unit) {
        this.unit = unit;
    }

    public String unit() {
        return unit;
    }

    /** For example {@code 1 分/小时}. */
    String phrase(int rate) {
        return rate + " " + unit;
    }

    int points(int minutes, int rate) {
        return this == FIXED ? rate : Math.toIntExact((long) minutes * rate / 60);
    }

    /** For example {@code 2 小时 × 1 分/小时 = 2 分}. */
    String arithmetic(int minutes, int rate) {
        var quantity = this == FIXED ? "1 次" : duration(minutes);
        var rest = this == HOURLY && (long) minutes * rate % 60 != 0 ? "（不足 1 分不计）" : "";
        return "%s × %s = %d 分%s".formatted(quantity, phrase(rate), points(minutes, rate), rest);
    }

    static String duration(int minutes) {
        if (minutes < 60) {
            return minutes + " 分钟";
        }
        return minutes % 60 == 0 ? minutes / 60 + " 小时" : minutes / 60 + " 小时 " + minutes % 60 + " 分钟";
    }
}
