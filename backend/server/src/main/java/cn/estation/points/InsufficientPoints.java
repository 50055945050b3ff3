package cn.estation.points;

import cn.estation.kernel.Refusal;
import org.springframework.http.HttpStatus;

/** The balance does not cover what is asked for. */
public final class InsufficientPoints extends Refusal {

    private final long needed;
    private final long balance;

    InsufficientPoints(long needed, long balance) {
        super(
                HttpStatus.CONFLICT,
                "insufficient-points",
                "需要 %d 分，您有 %d 分，还差 %d 分。".formatted(needed, balance, needed - balance));
        this.needed = needed;
        this.balance = balance;
    }

    public long needed() {
        return needed;
    }

    public long balance() {
        return balance;
    }
}
