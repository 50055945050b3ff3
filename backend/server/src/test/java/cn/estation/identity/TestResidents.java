package cn.estation.identity;

import cn.estation.identity.session.ResidentSessions;
import cn.estation.kernel.Ids;
import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Residents and members for tests, without WeChat and without staff who confirm. */
@Component
public class TestResidents {

    private final ResidentMapper residents;
    private final ResidentSessions sessions;
    private final JdbcClient database;
    private final Ids ids;
    private final Clock clock;
    private final PhoneBinding phones;
    private final Consents consents;

    TestResidents(
            ResidentMapper residents,
            ResidentSessions sessions,
            JdbcClient database,
            Ids ids,
            Clock clock,
            PhoneBinding phones,
            Consents consents) {
        this.residents = residents;
        this.sessions = sessions;
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        this.phones = phones;
        this.consents = consents;
    }

    public ResidentSessions.Pair signedIn() {
        long id = ids.next();
        residents.insert(id, clock.instant());
        return sessions.open(id);
    }

    /** A number that the resident gave. */
    public void phone(long residentId, String phone) {
        phones.keep(residentId, phone);
        consents.give(residentId, Consents.Purpose.PHONE, "MINI_PROGRAM");
    }

    public void register(long residentId, long communityId) {
        var now = Timestamp.from(clock.instant());
        database.sql("""
                        INSERT INTO identity_registration (id, resident_id, community_id, status, submitted_at,
                          active_since)
                        VALUES (?, ?, ?, 'ACTIVE', ?, ?)""").params(ids.next(), residentId, communityId, now, now).update();
    }
}
