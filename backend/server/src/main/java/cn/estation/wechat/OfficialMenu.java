package cn.estation.wechat;

import cn.estation.kernel.Actor;
import cn.estation.kernel.Ids;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.Sha256;
import cn.estation.wechat.menu.MenuFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** The official account's menu: what it should be, what is wrong with it, and every publication of it. */
@Service
public class OfficialMenu {

    /** The menu of the configuration. */
    public record Configured(List<MenuButton> buttons, List<String> faults, String digest) {}

    /**
     * A publication.
     *
     * @param status REQUESTED, PUBLISHING, PUBLISHED, REFUSED or UNKNOWN
     */
    public record Publication(
            long id,
            String digest,
            String publisher,
            String status,
            @Nullable Integer outcomeCode,
            Instant publishedAt) {

        public boolean isPublished() {
            return status.equals("PUBLISHED");
        }
    }

    private final MenuMapper menus;
    private final OfficialAccount account;
    private final Ids ids;
    private final Clock clock;

    OfficialMenu(MenuMapper menus, OfficialAccount account, Ids ids, Clock clock) {
        this.menus = menus;
        this.account = account;
        this.ids = ids;
        this.clock = clock;
    }

    public Configured configured() {
        var file = MenuFile.of(ours());
        return new Configured(file.buttons(), file.faults(), Sha256.hex(file.json()));
    }

    /**
     * Notes that the configured menu is to be published, inside the caller's transaction. {@link #send} does it.
     *
     * @throws NotFit if WeChat would not take it
     */
    public long request(Actor publisher) {
        return request(publisher, ours());
    }

    /** The same with another menu. */
    public long request(Actor publisher, String json) {
        var file = MenuFile.of(json);
        if (!file.faults().isEmpty()) {
            throw new NotFit(file.faults());
        }
        long id = ids.next();
        menus.add(id, Sha256.hex(file.json()), file.json(), publisher.actorKey(), clock.instant());
        return id;
    }

    /**
     * Hands a requested menu to WeChat, outside of any transaction; nothing if somebody did.
     *
     * @throws WechatAway if WeChat refuses it or does not answer
     */
    public void send(long id) {
        var content = menus.content(id);
        if (content == null || menus.publishing(id) == 0) {
            return;
        }
        try {
            account.publishMenu(content);
            menus.ended(id, "PUBLISHED", 0, clock.instant());
        } catch (WechatAway away) {
            boolean unknown = away.code() == SendOutcome.NO_ANSWER;
            menus.ended(id, unknown ? "UNKNOWN" : "REFUSED", away.code(), clock.instant());
            throw away;
        }
    }

    /** The last publications, newest first. */
    public List<Publication> latest(int most) {
        return menus.latest(most);
    }

    private static String ours() {
        try {
            return new ClassPathResource("menu.json").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** The menu has faults. */
    public static final class NotFit extends Refusal {
        NotFit(List<String> faults) {
            super(HttpStatus.CONFLICT, "menu-not-fit", "菜单有问题，没有发布：" + String.join("", faults));
        }
    }
}
