package cn.estation.identity.session;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.Resident;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SessionController {

    private final SignIn signIn;
    private final ResidentSessions sessions;
    private final AuditTrail audit;

    SessionController(SignIn signIn, ResidentSessions sessions, AuditTrail audit) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.audit = audit;
    }

    /** Signs in with a code of {@code wx.login}. The code itself is what can be used only once. */
    @PostMapping("/api/v1/sessions")
    ResponseEntity<Tokens> signIn(@Valid @RequestBody OpenSession body) {
        return tokens(HttpStatus.CREATED, signIn.signIn(body.code(), body.noticeVersion()));
    }

    /** Trades a refresh token, which is good for once, for new tokens. */
    @PostMapping("/api/v1/sessions/refresh")
    ResponseEntity<Tokens> refresh(@Valid @RequestBody Refresh body) {
        return tokens(HttpStatus.OK, sessions.refresh(body.refreshToken()));
    }

    @GetMapping("/api/v1/sessions")
    List<Session> list(@AuthenticationPrincipal Resident resident) {
        return sessions.list(resident.id()).stream()
                .map(session -> Session.of(session, resident.sessionId()))
                .toList();
    }

    @Idempotent
    @DeleteMapping("/api/v1/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@AuthenticationPrincipal Resident resident, @PathVariable Id id) {
        sessions.revoke(resident.id(), id.value());
        audit.record(resident, 0, "session.revoke", "session:" + id, "退出登录");
    }

    private static ResponseEntity<Tokens> tokens(HttpStatus status, ResidentSessions.Pair pair) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .body(new Tokens(pair.accessToken(), pair.refreshToken(), pair.expiresAt(), Id.of(pair.residentId())));
    }

    /** @param noticeVersion of the privacy notice that the resident has read and agreed to */
    record OpenSession(
            @NotBlank @Size(max = 128) String code,
            @NotBlank @Size(max = 24) String noticeVersion) {}

    record Refresh(@NotBlank @Size(max = 128) String refreshToken) {}

    /** @param expiresAt when the access token ends */
    record Tokens(String accessToken, String refreshToken, Instant expiresAt, Id residentId) {}

    /** @param current true for the session that asks */
    record Session(Id id, Instant createdAt, Instant lastUsedAt, Instant expiresAt, boolean current) {
        static Session of(SessionMapper.Listed row, long currentId) {
            return new Session(
                    Id.of(row.id()), row.createdAt(), row.lastUsedAt(), row.expiresAt(), row.id() == currentId);
        }
    }
}
