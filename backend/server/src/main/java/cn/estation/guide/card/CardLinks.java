package cn.estation.guide.card;

import cn.estation.guide.reach.OwnPages;
import cn.estation.guide.version.Versions;
import cn.estation.kernel.Codes;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Cards, and the pages of the mini-program that need a guide residents can see. Its other pages are its own affair. */
@Component
class CardLinks implements OwnPages {

    private static final Pattern CARD = Pattern.compile("/cards/([0-9A-Za-z]{1,40})(/qr)?");
    private static final Pattern PAGE = Pattern.compile("/pages/[a-zA-Z0-9/_-]+(\\?.*)?");
    private static final Pattern GUIDE = Pattern.compile(".*[?&]guideId=([0-9]{1,18})(&.*)?");

    private final CardMapper cards;
    private final Versions versions;

    CardLinks(CardMapper cards, Versions versions) {
        this.cards = cards;
        this.versions = versions;
    }

    @Override
    public Optional<Boolean> leads(String path) {
        var card = CARD.matcher(path);
        if (card.matches()) {
            return Optional.of(cards.byCode(Codes.normalize(card.group(1))) != null);
        }
        if (!PAGE.matcher(path).matches()) {
            return Optional.empty();
        }
        var guide = GUIDE.matcher(path);
        return Optional.of(!guide.matches()
                || versions.published(Long.parseLong(guide.group(1))).isPresent());
    }
}
