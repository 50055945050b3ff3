package cn.estation.media;

import cn.estation.kernel.Command;
import cn.estation.kernel.Sha256;
import cn.estation.media.store.Store;
import org.springframework.boot.ApplicationArguments;
import org.springframework.stereotype.Component;

/** Compares every picture's file with its fingerprint: after a restore, or when a disk is doubted. */
@Component
class VerifyMedia implements Command {

    private static final int BATCH = 200;

    private final UploadMapper uploads;
    private final Store store;

    VerifyMedia(UploadMapper uploads, Store store) {
        this.uploads = uploads;
        this.store = store;
    }

    @Override
    public String name() {
        return "verify-media";
    }

    @Override
    public String purpose() {
        return "逐张核对图片文件与数据库里的 SHA-256。";
    }

    @Override
    public int run(ApplicationArguments arguments) {
        int good = 0;
        int bad = 0;
        long after = 0;
        for (var batch = uploads.all(after, BATCH); !batch.isEmpty(); batch = uploads.all(after, BATCH)) {
            for (var upload : batch) {
                after = upload.id();
                var content = store.read(upload.location());
                if (content.isPresent() && Sha256.hex(content.get()).equals(upload.digest())) {
                    good++;
                } else {
                    bad++;
                    System.out.println((content.isPresent() ? "内容不符：" : "文件缺失：") + upload.id());
                }
            }
        }
        System.out.printf("图片 %d 张，完好 %d 张，缺失或不符 %d 张。%n", good + bad, good, bad);
        return bad == 0 ? 0 : 1;
    }
}
