package cn.estation.identity;

import cn.estation.audit.AuditTrail;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.identity.registration.Registrations;
import cn.estation.identity.unit.UnitShares;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class MeController {

    private final Residents residents;
    private final ResidentMapper rows;
    private final Members members;
    private final Consents consents;
    private final PhoneBinding phones;
    private final Forgetting forgetting;
    private final Homes homes;
    private final Registrations registrations;
    private final UnitShares shares;
    private final PrivacyNotice notice;
    private final Grid grid;
    private final AuditTrail audit;

    MeController(
            Residents residents,
            ResidentMapper rows,
            Members members,
            Consents consents,
            PhoneBinding phones,
            Forgetting forgetting,
            Homes homes,
            Registrations registrations,
            UnitShares shares,
            PrivacyNotice notice,
            Grid grid,
            AuditTrail audit) {
        this.residents = residents;
        this.rows = rows;
        this.members = members;
        this.consents = consents;
        this.phones = phones;
        this.forgetting = forgetting;
        this.homes = homes;
        this.registrations = registrations;
        this.shares = shares;
        this.notice = notice;
        this.grid = grid;
        this.audit = audit;
    }

    @GetMapping("/api/v1/privacy-notice")
    PrivacyNotice.Notice privacyNotice() {
        return notice.notice();
    }

    @GetMapping("/api/v1/communities")
    List<Community> communities() {
        return grid.communities().stream().map(Community::of).toList();
    }

    @GetMapping("/api/v1/me")
    Me me(@AuthenticationPrincipal Resident resident) {
        return new Me(
                Id.of(resident.id()),
                residents.maskedName(resident.id()),
                residents.maskedPhone(resident.id()).orElse(null),
                residents
                        .communityOf(resident.id())
                        .flatMap(grid::find)
                        .map(Community::of)
                        .orElse(null),
                residents.home(resident.id()).map(this::home).orElse(null),
                members.activeOf(resident.id()).map(Membership::of).orElse(null),
                consents.of(resident.id()).stream().map(Consent::of).toList());
    }

    /** The phone number that the resident chose to give in the mini-program. A code is good for once. */
    @PostMapping("/api/v1/me/phone")
    Phone phone(@AuthenticationPrincipal Resident resident, @Valid @RequestBody GivePhone body) {
        phones.bind(resident, body.code());
        return new Phone(residents.maskedPhone(resident.id()).orElse(null));
    }

    @Idempotent
    @PutMapping("/api/v1/me/community")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void choose(@AuthenticationPrincipal Resident resident, @Valid @RequestBody ChooseCommunity body) {
        var community = grid.community(body.communityId().value());
        rows.community(resident.id(), community.id());
        audit.record(resident, community.id(), "resident.choose-community", "resident:" + resident.id(), "选择社区");
    }

    /** The building the resident lives in, picked from an estate; it tells the micro-grid, and so where to go. */
    @Idempotent
    @PutMapping("/api/v1/me/home")
    Home live(@AuthenticationPrincipal Resident resident, @Valid @RequestBody ChooseHome body) {
        return home(homes.choose(resident, body.buildingId().value()));
    }

    @Idempotent
    @DeleteMapping("/api/v1/me/home")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forgetHome(@AuthenticationPrincipal Resident resident) {
        homes.forget(resident.id(), resident, "居民删除住处");
    }

    private Home home(GridCell building) {
        return new Home(
                Id.of(building.id()),
                building.name(),
                building.parentId() == null
                        ? ""
                        : grid.cell(building.parentId()).name(),
                grid.communityOf(building).map(Community::of).orElse(null));
    }

    /** Takes back a consent; what was kept because of it is deleted. */
    @Idempotent
    @DeleteMapping("/api/v1/me/consents/{purpose}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@AuthenticationPrincipal Resident resident, @PathVariable Consents.Purpose purpose) {
        switch (purpose) {
            case SERVICE -> forgetting.forget(resident.id(), resident, "居民撤回同意");
            case PHONE -> forgetting.forgetPhone(resident.id(), resident, "居民撤回手机号授权");
            case HOME -> homes.forget(resident.id(), resident, "居民撤回住处授权");
            case MEMBERSHIP -> registrations.withdraw(resident);
            case UNIT -> shares.withdraw(resident.id(), resident, "本人撤回对单位的同意");
        }
    }

    @Idempotent
    @DeleteMapping("/api/v1/me")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forgetMe(@AuthenticationPrincipal Resident resident) {
        forgetting.forget(resident.id(), resident, "居民注销账号");
    }

    record GivePhone(@NotBlank @Size(max = 128) String code) {}

    record Phone(@Nullable String phone) {}

    record ChooseCommunity(@NotNull Id communityId) {}

    record ChooseHome(@NotNull Id buildingId) {}

    /** @param microGrid the name of the micro-grid the building belongs to */
    record Home(
            Id buildingId,
            String building,
            String microGrid,
            @Nullable Community community) {}

    /** @param phone of the community's office */
    record Community(
            Id id, String code, String name, @Nullable String phone) {
        static Community of(GridCell cell) {
            return new Community(Id.of(cell.id()), cell.code(), cell.name(), cell.phone());
        }
    }

    record Membership(Id communityId, Instant since) {
        static Membership of(Members.Membership membership) {
            return new Membership(Id.of(membership.communityId()), membership.since());
        }
    }

    record Consent(
            String purpose,
            String noticeVersion,
            Instant givenAt,
            @Nullable Instant withdrawnAt) {
        static Consent of(ResidentMapper.Consent row) {
            return new Consent(row.purpose(), row.noticeVersion(), row.givenAt(), row.withdrawnAt());
        }
    }

    /**
     * What is known about the one who asks, masked as everywhere.
     *
     * @param home absent until the resident picks a building
     * @param membership absent for who is not a registered party member
     */
    record Me(
            Id residentId,
            String name,
            @Nullable String phone,
            @Nullable Community community,
            @Nullable Home home,
            @Nullable Membership membership,
            List<Consent> consents) {}
}
