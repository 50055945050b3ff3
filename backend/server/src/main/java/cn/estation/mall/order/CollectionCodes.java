package cn.estation.mall.order;

import cn.estation.kernel.Codes;
import cn.estation.kernel.MomentCodes;
import cn.estation.kernel.QrImage;
import cn.estation.kernel.Refusal;
import cn.estation.privacy.BlindIndex;
import cn.estation.privacy.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * What a buyer shows at the counter: a picture to scan that changes every half minute and is of no use a minute later, and
 * beside it the redemption's own code of 64 random bits for where nothing can scan.
 */
@Component
class CollectionCodes {

    private static final Duration STEP = Duration.ofSeconds(30);
    private static final MomentCodes.Kind KIND = new MomentCodes.Kind("MLC", "mall-collect", STEP, 2);

    /**
     * @param code to type, in capitals
     * @param token to scan
     * @param picture the token as a QR code, an address for an image
     * @param tokenUntil when to ask for the next one
     */
    record Shown(String code, String token, String picture, Instant tokenUntil) {}

    private final MomentCodes moments;
    private final RedemptionMapper redemptions;
    private final Vault vault;
    private final BlindIndex index;
    private final Clock clock;

    CollectionCodes(MomentCodes moments, RedemptionMapper redemptions, Vault vault, BlindIndex index, Clock clock) {
        this.moments = moments;
        this.redemptions = redemptions;
        this.vault = vault;
        this.index = index;
        this.clock = clock;
    }

    Shown show(Redemption redemption) {
        var token = moments.current(KIND, redemption.id());
        long step = STEP.toSeconds();
        long next = (clock.instant().getEpochSecond() / step + 1) * step;
        return new Shown(
                vault.open(redemption.code(), Redeeming.CODE, redemption.id()),
                token,
                QrImage.address(token),
                Instant.ofEpochSecond(next));
    }

    /**
     * The redemption that was scanned or typed; empty if it is no code of ours.
     *
     * @throws OldPicture if it was scanned too late
     */
    Optional<Redemption> read(String typed) {
        var scanned = moments.thing(KIND, typed.strip());
        if (scanned.isEmpty()) {
            return Optional.ofNullable(redemptions.byCode(index.of(Redeeming.CODE, Codes.normalize(typed))));
        }
        long id = scanned.getAsLong();
        return switch (moments.verdict(KIND, id, typed.strip())) {
            case GOOD -> redemptions.find(id);
            case OLD -> throw new OldPicture();
            case WRONG -> Optional.empty();
        };
    }

    static final class OldPicture extends Refusal {
        OldPicture() {
            super(HttpStatus.CONFLICT, "collection-code-old", "这个二维码已过期（截图或停留太久）。请居民刷新页面，再扫一次。");
        }
    }
}
