package cn.estation.kernel;

import org.springframework.http.HttpStatus;

/** The thing is not there, or is not this person's to see: the two look alike on purpose. */
public final class NotFound extends Refusal {
    public NotFound() {
        super(HttpStatus.NOT_FOUND, "not-found", "没有找到您要的内容。");
    }
}
