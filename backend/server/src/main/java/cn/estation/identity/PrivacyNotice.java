package cn.estation.identity;

import cn.estation.kernel.Refusal;
import java.io.IOException;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What residents are told before anything about them is kept. A changed text is a new version, agreed to anew. */
@Component
public class PrivacyNotice {

    /** The notice as the mini-program shows it. */
    public record Notice(String version, String title, List<Section> sections) {}

    public record Section(String heading, String text) {}

    private final Notice notice;

    PrivacyNotice(JsonMapper json) throws IOException {
        try (var file = new ClassPathResource("privacy-notice.json").getInputStream()) {
            this.notice = json.readValue(file, Notice.class);
        }
    }

    public Notice notice() {
        return notice;
    }

    public String version() {
        return notice.version();
    }

    /** @throws NoticeOutdated if what was agreed to is not the notice as it is now */
    public void requireCurrent(String version) {
        if (!notice.version().equals(version)) {
            throw new NoticeOutdated();
        }
    }

    public static final class NoticeOutdated extends Refusal {
        NoticeOutdated() {
            super(HttpStatus.CONFLICT, "notice-outdated", "隐私告知已更新，请阅读并同意最新版本后再登录。");
        }
    }
}
