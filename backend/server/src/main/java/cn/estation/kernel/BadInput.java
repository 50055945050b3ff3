package cn.estation.kernel;

import org.springframework.http.HttpStatus;

/** What was sent cannot be understood or breaks a rule of its form. */
public final class BadInput extends Refusal {
    public BadInput(String sentence) {
        super(HttpStatus.BAD_REQUEST, "bad-input", sentence);
    }
}
