package cn.estation.identity;

import cn.estation.audit.AuditTrail;
import cn.estation.identity.session.OneTimeCodes;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Turns;
import cn.estation.privacy.BlindIndex;
import cn.estation.privacy.Vault;
import cn.estation.wechat.MiniProgram;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;

/** Keeps the phone number a resident chose to give, sealed, and finds residents by a number without opening any. */
@Service
class PhoneBinding {

    private static final Pattern MAINLAND = Pattern.compile("(?:\\+?86)?(1[0-9]{10})");

    private final ResidentMapper residents;
    private final MiniProgram miniProgram;
    private final OneTimeCodes codes;
    private final Vault vault;
    private final BlindIndex index;
    private final Consents consents;
    private final AuditTrail audit;
    private final Turns turns;

    PhoneBinding(
            ResidentMapper residents,
            MiniProgram miniProgram,
            OneTimeCodes codes,
            Vault vault,
            BlindIndex index,
            Consents consents,
            AuditTrail audit,
            Turns turns) {
        this.residents = residents;
        this.miniProgram = miniProgram;
        this.codes = codes;
        this.vault = vault;
        this.index = index;
        this.consents = consents;
        this.audit = audit;
        this.turns = turns;
    }

    /**
     * Trades the code for the number and keeps it. The same resident sending the same code again changes nothing.
     *
     * @throws OneTimeCodes.CodeUsed if somebody else used the code
     */
    void bind(Resident resident, String code) {
        if (!codes.spend(OneTimeCodes.Purpose.PHONE, code, resident.id())) {
            return;
        }
        var phone = canonical(miniProgram.phone(code));
        turns.take(resident, () -> {
            keep(resident.id(), phone);
            consents.give(resident.id(), Consents.Purpose.PHONE, "MINI_PROGRAM");
            audit.record(resident, 0, "resident.give-phone", "resident:" + resident.id(), "授权手机号");
            return true;
        });
    }

    void keep(long residentId, String phone) {
        residents.phone(residentId, vault.seal(phone, Residents.PHONE, residentId), index.of(Residents.PHONE, phone));
    }

    /** Residents with exactly this number, however it is written. */
    List<Long> residentsWith(String phone) {
        return residents.byPhone(index.of(Residents.PHONE, canonical(phone)));
    }

    /** Half-width digits without blanks, dashes and +86, so that one number has one form. */
    static String canonical(String phone) {
        var plain = CleanText.normalize(phone).replaceAll("[\\s-]", "");
        var mainland = MAINLAND.matcher(plain);
        return mainland.matches() ? mainland.group(1) : plain;
    }
}
