package cn.estation.guide.format;

import cn.estation.kernel.Refusal;
import org.springframework.http.HttpStatus;

/** A file as a whole cannot be taken; nothing of it was. */
public final class UnreadableFile extends Refusal {
    public UnreadableFile(String sentence) {
        super(HttpStatus.BAD_REQUEST, "file-unreadable", sentence);
    }
}
