package cn.estation.identity;

import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Tells who is an in-service party member, and of which community. */
@Service
public class Members {

    /** A registration that is in force. */
    public record Membership(long residentId, long communityId, Instant since) {}

    private final MemberMapper members;

    Members(MemberMapper members) {
        this.members = members;
    }

    public Optional<Membership> activeOf(long residentId) {
        return Optional.ofNullable(members.active(residentId));
    }

    /** @throws NotAMember if the resident has no registration in force with this community */
    public void requireActive(long residentId, long communityId) {
        if (activeOf(residentId)
                .filter(membership -> membership.communityId() == communityId)
                .isEmpty()) {
            throw new NotAMember();
        }
    }
}
