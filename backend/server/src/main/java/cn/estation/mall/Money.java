package cn.estation.mall;

import java.math.BigDecimal;

/** Money as people write it: yuan with two places. Inside it is whole fen. */
public final class Money {

    private Money() {}

    public static String yuan(long cents) {
        return BigDecimal.valueOf(cents, 2).toPlainString();
    }

    /** @throws ArithmeticException if it is finer than a fen */
    public static long cents(BigDecimal yuan) {
        return yuan.movePointRight(2).longValueExact();
    }
}
