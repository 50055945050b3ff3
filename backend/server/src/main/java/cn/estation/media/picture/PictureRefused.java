package cn.estation.media.picture;

import cn.estation.kernel.Refusal;
import org.springframework.http.HttpStatus;

/** What was sent is not taken as a picture. The sentence says how to mend it. */
public final class PictureRefused extends Refusal {

    private PictureRefused(HttpStatus status, String code, String sentence) {
        super(status, code, sentence);
    }

    static PictureRefused empty() {
        return new PictureRefused(HttpStatus.BAD_REQUEST, "picture-missing", "没有收到图片，请重新选择一张。");
    }

    static PictureRefused tooBig(long mostBytes) {
        return new PictureRefused(
                HttpStatus.CONTENT_TOO_LARGE,
                "picture-too-large",
                "图片文件太大，最多 %d MB。请在手机相册里选“压缩”或发一张截图。".formatted(mostBytes / 1024 / 1024));
    }

    static PictureRefused tooManyPixels() {
        return new PictureRefused(
                HttpStatus.CONTENT_TOO_LARGE, "picture-too-many-pixels", "图片的尺寸太大，最多 5000 万像素。请缩小，或发一张截图。");
    }

    static PictureRefused moving() {
        return new PictureRefused(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "picture-moving", "暂不支持动图，请发一张不动的照片或截图。");
    }

    static PictureRefused webp() {
        return new PictureRefused(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "picture-format", "暂不支持 WEBP 格式。请打开图片后截一张图，再发截图。");
    }

    static PictureRefused heic() {
        return new PictureRefused(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "picture-format",
                "暂不支持 HEIC 格式。苹果手机请在“设置—相机—格式”里选“兼容性最佳”后重拍，或发一张截图。");
    }

    static PictureRefused otherFormat() {
        return new PictureRefused(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "picture-format", "只能发 JPG 或 PNG 图片。请发一张照片或截图。");
    }

    static PictureRefused broken() {
        return new PictureRefused(HttpStatus.UNPROCESSABLE_CONTENT, "picture-broken", "这张图片打不开，可能没有传完或已损坏。请重拍，或发一张截图。");
    }

    static PictureRefused busy() {
        return new PictureRefused(HttpStatus.SERVICE_UNAVAILABLE, "picture-busy", "现在上传图片的人较多，请过一会儿再试。");
    }
}
