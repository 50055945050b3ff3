package cn.estation.media.document;

import cn.estation.kernel.Refusal;
import org.springframework.http.HttpStatus;

/** What was sent is not taken as a document. The sentence says how to mend it. */
public final class DocumentRefused extends Refusal {

    private static final String REPRINT = "请在电脑上打开它，用“打印—另存为 PDF”得到一份新的再上传。";

    private DocumentRefused(HttpStatus status, String code, String sentence) {
        super(status, code, sentence);
    }

    static DocumentRefused tooBig(long mostBytes) {
        return new DocumentRefused(
                HttpStatus.CONTENT_TOO_LARGE,
                "document-too-large",
                "PDF 文件太大，最多 %d MB。".formatted(mostBytes / 1024 / 1024));
    }

    static DocumentRefused otherFormat() {
        return new DocumentRefused(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE, "document-format", "只能上传 PDF、JPG 或 PNG。Word 和 Excel 请先另存为 PDF。");
    }

    static DocumentRefused broken() {
        return new DocumentRefused(
                HttpStatus.UNPROCESSABLE_CONTENT, "document-broken", "这个 PDF 打不开，可能没有传完或已损坏。" + REPRINT);
    }

    static DocumentRefused locked() {
        return new DocumentRefused(HttpStatus.UNPROCESSABLE_CONTENT, "document-locked", "这个 PDF 加了密码或限制。" + REPRINT);
    }

    static DocumentRefused acts(String what) {
        return new DocumentRefused(
                HttpStatus.UNPROCESSABLE_CONTENT, "document-acts", "这个 PDF 里有%s，不能给居民下载。".formatted(what) + REPRINT);
    }

    static DocumentRefused odd() {
        return new DocumentRefused(HttpStatus.UNPROCESSABLE_CONTENT, "document-odd", "这个 PDF 的内部写法不寻常，检查不了。" + REPRINT);
    }

    static DocumentRefused noPages() {
        return new DocumentRefused(HttpStatus.UNPROCESSABLE_CONTENT, "document-empty", "这个 PDF 里一页也没有，请换一个。");
    }

    static DocumentRefused tooManyPages(int most) {
        return new DocumentRefused(
                HttpStatus.UNPROCESSABLE_CONTENT, "document-too-long", "最多 %d 页，请只留居民要填的那几页。".formatted(most));
    }

    static DocumentRefused busy() {
        return new DocumentRefused(HttpStatus.SERVICE_UNAVAILABLE, "document-busy", "现在上传文件的人较多，请过一会儿再试。");
    }
}
