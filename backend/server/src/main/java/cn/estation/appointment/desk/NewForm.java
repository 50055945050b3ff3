package cn.estation.appointment.desk;

import cn.estation.kernel.Id;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * For whom staff book, as they type it.
 *
 * @param namesake of several people of this name without a phone, which
 * @param apart what tells the person from others of the name
 * @param guide what for, empty where anything can be done
 * @param card code of a card the person brings
 * @param consent how the person agreed to their name being kept: at the desk or on the phone
 * @param full what to do if the slot is full: give one more, or wait
 */
record NewForm(
        @NotNull(message = "请选择时段。") @Nullable Id slot,

        @NotBlank(message = "请填写办事人的姓名。") @Size(max = 40, message = "姓名不超过 40 个字。") @Nullable String name,

        @Size(max = 20, message = "电话不超过 20 位。") @Nullable String phone,
        @Nullable String namesake,

        @Size(max = 30, message = "同名区分不超过 30 个字。") @Nullable String apart,

        @Nullable Boolean elder,
        @Size(max = 60, message = "门牌不超过 60 个字。") @Nullable String household,
        @Nullable String guide,
        @Size(max = 40, message = "材料卡编码不正确。") @Nullable String card,
        @NotNull(message = "请确认已征得本人同意。") @Nullable Agreed consent,
        @Nullable Full full) {

    enum Agreed {
        DESK("本人在现场，口头同意"),
        PHONE("本人在电话里同意");

        private final String title;

        Agreed(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    enum Full {
        OVERBOOK,
        WAIT
    }

    static NewForm empty(@Nullable Id slot) {
        return new NewForm(slot, null, null, null, null, false, null, null, null, null, null);
    }

    @Nullable Long guideId() {
        return guide == null || guide.isBlank() ? null : Id.valueOf(guide).value();
    }

    @Nullable String cardCode() {
        return card == null || card.isBlank() ? null : card.strip();
    }
}
