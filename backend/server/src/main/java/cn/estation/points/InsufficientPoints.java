package cn.estation.points;

import cn.estation.kernel.Refusal;
import org.springframework.http.HttpStatus;

/** The balance does not cover what is asked for. */
public final class InsufficientPoints extends Refusal {

    InsufficientPoints(long needed, long balance) {
        super(
                HttpStatus.CONFLICT,
                "insufficient-points",
                "需要 %d 分，您有 %d 分，还差 %d 分。".formatted(needed, balance, needed - balance));
    }
}
