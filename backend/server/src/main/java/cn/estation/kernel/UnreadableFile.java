package cn.estation.kernel;

import org.springframework.http.HttpStatus;

/** A file as a whole cannot be taken; nothing of it was. */
public final class UnreadableFile extends Refusal {
    public UnreadableFile(String sentence) {
        super(HttpStatus.BAD_REQUEST, "file-unreadable", sentence);
    }
}
