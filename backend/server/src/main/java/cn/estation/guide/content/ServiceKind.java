package cn.estation.guide.content;

import java.util.Arrays;
import java.util.Optional;

/** The kind of a service item (事项类型), with the code of the national catalogue. */
public enum ServiceKind {
    LICENSING("01", "行政许可"),
    PENALTY("02", "行政处罚"),
    COERCION("03", "行政强制"),
    LEVY("04", "行政征收"),
    BENEFIT("05", "行政给付"),
    INSPECTION("06", "行政检查"),
    CONFIRMATION("07", "行政确认"),
    REWARD("08", "行政奖励"),
    RULING("09", "行政裁决"),
    OTHER_POWER("10", "其他行政权力"),
    PUBLIC_SERVICE("20", "公共服务");

    private final String code;
    private final String title;

    ServiceKind(String code, String title) {
        this.code = code;
        this.title = title;
    }

    /** Two digits. */
    public String code() {
        return code;
    }

    public String title() {
        return title;
    }

    /** The kind with this code, with or without the leading zero. */
    public static Optional<ServiceKind> ofCode(String code) {
        var padded = code.length() == 1 ? "0" + code : code;
        return Arrays.stream(values()).filter(kind -> kind.code.equals(padded)).findFirst();
    }
}
