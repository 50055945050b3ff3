package cn.estation.appointment.person;

import org.jspecify.annotations.Nullable;

/**
 * Whom an appointment is for and who may change it.
 *
 * @param residentId the account it belongs to, absent if staff keep it for somebody
 * @param personKey the same for the same person, whoever books
 * @param name of somebody else than the account's owner
 * @param household already a blind index, absent if it was not told
 * @param elder as was said; checked at the desk
 */
public record Party(
        @Nullable Long residentId,
        String personKey,
        @Nullable Long caredForId,
        @Nullable String name,
        @Nullable String phone,
        @Nullable String household,
        Consent consent,
        boolean elder) {

    /** Logs and error messages show nothing of it. */
    @Override
    public String toString() {
        return "Party";
    }
}
