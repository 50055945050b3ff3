package cn.estation.media;

import cn.estation.Caller;
import cn.estation.People;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.media.picture.TestFiles;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Pictures for tests. */
@Component
public class TestMedia {

    private final People people;
    private final Uploads uploads;
    private final TransactionTemplate transaction;

    TestMedia(People people, Uploads uploads, TransactionTemplate transaction) {
        this.people = people;
        this.uploads = uploads;
        this.transaction = transaction;
    }

    /** A photo of a service point that anybody may see. */
    public long shown(long cellId) {
        var answer = people.staff(StaffRole.DIRECTOR, cellId)
                .formWithFile(
                        "/console/media",
                        Map.of("cellId", Long.toString(cellId), "requestKey", Codes.next()),
                        TestFiles.photo(ThreadLocalRandom.current().nextLong()),
                        "门头.png");
        var place = answer.header("Location");
        return Long.parseLong(place.substring(place.lastIndexOf('/') + 1));
    }

    /** A photo of a resident who belongs to a community. */
    public long sent(Caller resident) {
        return Long.parseLong(
                send(resident, TestFiles.photo(ThreadLocalRandom.current().nextLong()))
                        .json()
                        .path("mediaId")
                        .asString());
    }

    /** A photo of a resident for a report about a guide, which the platform found harmless. */
    public long ofReport(Caller resident) {
        return passed(resident, "GUIDE_REPORT");
    }

    /** The same of volunteer work. */
    public long ofWork(Caller resident) {
        return passed(resident, "TASK_WORK");
    }

    /** The same of volunteer work, at which the platform left it to a person to look. */
    public long ofWorkToJudge(Caller resident) {
        return judged(resident, "TASK_WORK", Verdict.REVIEW);
    }

    /** Clears away one that was refused, as is done after a while. */
    public void clear(long id) {
        transaction.executeWithoutResult(status -> uploads.deleteStale(id, Instant.EPOCH, Instant.MAX));
    }

    private long passed(Caller resident, String purpose) {
        return judged(resident, purpose, Verdict.PASSED);
    }

    private long judged(Caller resident, String purpose, Verdict verdict) {
        long id = Long.parseLong(
                send(resident, TestFiles.photo(ThreadLocalRandom.current().nextLong()), purpose)
                        .json()
                        .path("mediaId")
                        .asString());
        transaction.executeWithoutResult(status -> uploads.judge(id, verdict, ""));
        return id;
    }

    cn.estation.Answer send(Caller resident, byte[] file) {
        return send(resident, file, "FEEDBACK");
    }

    private static cn.estation.Answer send(Caller resident, byte[] file, String purpose) {
        return resident.upload(
                "/api/v1/media",
                Map.of("purpose", purpose),
                file,
                "photo.jpg",
                UUID.randomUUID().toString());
    }
}
