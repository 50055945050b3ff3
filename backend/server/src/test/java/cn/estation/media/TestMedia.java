package cn.estation.media;

import cn.estation.Caller;
import cn.estation.People;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.media.picture.TestFiles;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;

/** Pictures for tests. */
@Component
public class TestMedia {

    private final People people;

    TestMedia(People people) {
        this.people = people;
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

    cn.estation.Answer send(Caller resident, byte[] file) {
        return resident.upload(
                "/api/v1/media",
                Map.of("purpose", "FEEDBACK"),
                file,
                "photo.jpg",
                UUID.randomUUID().toString());
    }
}
