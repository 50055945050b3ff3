package cn.estation.identity;

import cn.estation.kernel.Ids;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Keeps who agreed to which purpose, under which version of the notice, when and where, and who took it back. */
@Component
public class Consents {

    /** What a resident agrees to, each apart from the others. */
    public enum Purpose {
        /** To be served at all. */
        SERVICE,
        PHONE,
        /** The building one lives in, to be told where to go. */
        HOME,
        /** That somebody is a party member is sensitive: it needs a consent of its own (个人信息保护法 29). */
        MEMBERSHIP,
        /** That one's unit sees it: given to somebody else, so a consent of its own again (个人信息保护法 23). */
        UNIT
    }

    private final ResidentMapper residents;
    private final PrivacyNotice notice;
    private final Ids ids;
    private final Clock clock;

    Consents(ResidentMapper residents, PrivacyNotice notice, Ids ids, Clock clock) {
        this.residents = residents;
        this.notice = notice;
        this.ids = ids;
        this.clock = clock;
    }

    /** Records a consent to the notice as it is now; one that stands already is left as it is. */
    public void give(long residentId, Purpose purpose, String channel) {
        var version = notice.version();
        if (residents.consents(residentId, purpose.name(), version) == 0) {
            residents.consent(ids.next(), residentId, purpose.name(), version, channel, clock.instant());
        }
    }

    public void withdraw(long residentId, Purpose purpose) {
        residents.withdraw(residentId, purpose.name(), clock.instant());
    }

    List<ResidentMapper.Consent> of(long residentId) {
        return residents.consentsOf(residentId);
    }
}
