package cn.estation.media;

import cn.estation.kernel.Refusal;
import org.springframework.http.HttpStatus;

/** Why a picture is not taken, used or changed. */
public final class MediaRefused extends Refusal {

    private MediaRefused(HttpStatus status, String code, String sentence) {
        super(status, code, sentence);
    }

    static MediaRefused noRoom(MediaSettings.Quota quota) {
        return new MediaRefused(
                HttpStatus.CONFLICT,
                "media-quota",
                "图片太多了：每天最多 %d 张，一共最多 %d 张、%d MB。请先删掉不用的，或明天再传。"
                        .formatted(quota.aDay(), quota.files(), quota.megabytes()));
    }

    static MediaRefused notForResidents() {
        return new MediaRefused(HttpStatus.BAD_REQUEST, "media-purpose", "这种图片由社区工作人员上传。");
    }

    static MediaRefused inUse() {
        return new MediaRefused(HttpStatus.CONFLICT, "media-in-use", "这张图片正在使用，请先在用到它的地方去掉。");
    }

    static MediaRefused cannotBeUsed() {
        return new MediaRefused(HttpStatus.CONFLICT, "media-not-usable", "这张图片已删除、未通过检查，或已用在别处，请重新上传。");
    }

    static MediaRefused changedMeanwhile() {
        return new MediaRefused(HttpStatus.CONFLICT, "media-judged", "这张图片的结论刚刚变了，请刷新后再看。");
    }
}
