package cn.estation.appointment.booking;

import org.jspecify.annotations.Nullable;

/**
 * What somebody comes for, as it was when they booked.
 *
 * @param guideVersionId the version of the guide they relied on
 * @param cardCode their card of what to bring
 */
public record Errand(
        @Nullable Long guideId,
        @Nullable Long guideVersionId,
        @Nullable String guideTitle,
        @Nullable String cardCode) {

    public static final Errand NONE = new Errand(null, null, null, null);

    static Errand of(Booking booking) {
        return new Errand(booking.guideId(), booking.guideVersionId(), booking.guideTitle(), booking.cardCode());
    }
}
