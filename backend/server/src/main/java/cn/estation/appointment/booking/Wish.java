package cn.estation.appointment.booking;

import cn.estation.kernel.Id;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * For whom and what for somebody wants a place.
 *
 * @param guideId needed where only some things are done
 * @param cardCode of the card of what to bring
 * @param caredForId for whom, absent for oneself
 * @param elder oneself is an elder, absent for no; for others it was said when they were added
 * @param household the door, where a household gets one place a day
 */
public record Wish(
        @Nullable Id guideId,
        @Size(max = 40, message = "材料卡编码不正确。") @Nullable String cardCode,
        @Nullable Id caredForId,
        @Nullable Boolean elder,
        @Size(max = 60, message = "门牌不超过 60 个字。") @Nullable String household) {

    public @Nullable Long guide() {
        return guideId == null ? null : guideId.value();
    }
}
