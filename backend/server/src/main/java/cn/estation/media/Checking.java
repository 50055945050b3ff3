package cn.estation.media;

import cn.estation.identity.Residents;
import cn.estation.wechat.MediaChecked;
import cn.estation.wechat.MiniProgram;
import cn.estation.wechat.WechatApp;
import cn.estation.wechat.WechatAway;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has the platform look at residents' pictures. It is asked, fetches the picture by itself, and tells later; what it
 * cannot or does not tell, a person decides.
 */
@Service
class Checking {

    private static final Logger log = LoggerFactory.getLogger(Checking.class);
    private static final int MOST_ATTEMPTS = 4;
    private static final int BATCH = 20;
    private static final Duration AGAIN = Duration.ofMinutes(5);
    private static final Duration STRAYS_KEPT = Duration.ofDays(2);

    private final UploadMapper uploads;
    private final CheckMapper checks;
    private final Uploads pictures;
    private final Residents residents;
    private final MiniProgram miniProgram;
    private final CheckLink links;
    private final MediaSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Checking(
            UploadMapper uploads,
            CheckMapper checks,
            Uploads pictures,
            Residents residents,
            MiniProgram miniProgram,
            CheckLink links,
            MediaSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.uploads = uploads;
        this.checks = checks;
        this.pictures = pictures;
        this.residents = residents;
        this.miniProgram = miniProgram;
        this.links = links;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Asks for every picture whose time has come. No transaction is open while the platform answers. */
    void askWhatIsDue() {
        uploads.toCheck(clock.instant(), BATCH).forEach(this::ask);
        checks.forgetStrays(clock.instant().minus(STRAYS_KEPT));
    }

    private void ask(Upload upload) {
        if (uploads.takeToCheck(upload.id(), upload.attempts(), clock.instant().plus(AGAIN)) == 0) {
            return;
        }
        if (upload.attempts() >= MOST_ATTEMPTS) {
            toPerson(upload, "微信没有给出检查结果");
            return;
        }
        try {
            askPlatform(upload).ifPresentOrElse(trace -> asked(upload, trace), () -> toPerson(upload, "微信不能检查这张图片"));
        } catch (WechatAway away) {
            log.info("picture {} is checked later: WeChat is away", upload.id());
        }
    }

    private Optional<String> askPlatform(Upload upload) {
        if (!upload.isSentByResident()) {
            return Optional.empty();
        }
        return residents
                .openid(upload.residentId(), WechatApp.MINI_PROGRAM)
                .flatMap(openid -> miniProgram.checkImage(openid, links.to(upload.id())));
    }

    /** Notes by what the answer will be known; it may be here already. */
    void asked(Upload upload, String trace) {
        transaction.executeWithoutResult(status -> {
            var now = clock.instant();
            checks.introduce(trace, now);
            checks.asked(trace, upload.id(), now);
            uploads.waitFor(upload.id(), now.plus(settings.checkWait()));
            settle(trace);
        });
    }

    private void toPerson(Upload upload, String why) {
        transaction.executeWithoutResult(status -> pictures.judge(upload.id(), Verdict.REVIEW, why));
    }

    /** The platform's word. It may come twice, and before we know what it is about. */
    @ApplicationModuleListener
    void on(MediaChecked event) {
        checks.introduce(event.traceId(), clock.instant());
        if (checks.answered(event.traceId(), event.suggestion(), event.label(), clock.instant()) == 1) {
            settle(event.traceId());
        }
    }

    /** Once it is known what was asked and what was answered, whichever came last. */
    private void settle(String trace) {
        var check = checks.hold(trace);
        if (check == null || check.uploadId() == null || check.suggestion() == null) {
            return;
        }
        var reason = "微信内容检查，分类 " + check.label();
        switch (check.suggestion()) {
            case PASS -> pictures.judge(check.uploadId(), Verdict.PASSED, reason);
            case RISKY -> pictures.judge(check.uploadId(), Verdict.REFUSED, reason);
            case REVIEW, FAILED -> pictures.judge(check.uploadId(), Verdict.REVIEW, reason);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Timer {

        @Bean
        RecurringTask<Void> checkPictures(Checking checking) {
            return Tasks.recurring("media-check-pictures", FixedDelay.ofSeconds(5))
                    .execute((instance, context) -> checking.askWhatIsDue());
        }
    }
}
