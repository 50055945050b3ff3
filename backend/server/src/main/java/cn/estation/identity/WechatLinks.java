package cn.estation.identity;

import cn.estation.kernel.Actor;
import cn.estation.kernel.Ids;
import cn.estation.kernel.Turns;
import cn.estation.privacy.BlindIndex;
import cn.estation.privacy.Vault;
import cn.estation.wechat.WechatApp;
import java.time.Clock;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Knows that an openid of the mini-program and one of the official account are the same person: by their unionid, and by
 * nothing else. A phone number never links anybody, because numbers change hands.
 */
@Component
public class WechatLinks {

    private final ResidentMapper residents;
    private final Residents names;
    private final Vault vault;
    private final BlindIndex index;
    private final Turns turns;
    private final Ids ids;
    private final Clock clock;

    WechatLinks(
            ResidentMapper residents,
            Residents names,
            Vault vault,
            BlindIndex index,
            Turns turns,
            Ids ids,
            Clock clock) {
        this.residents = residents;
        this.names = names;
        this.vault = vault;
        this.index = index;
        this.turns = turns;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Finds the resident who signs in to the mini-program, or makes one, and does the rest in the same transaction. Of
     * many first sign-ins at once, one makes the resident.
     */
    public <T> T admit(String openid, @Nullable String unionid, LongFunction<T> rest) {
        var union = unionIndex(unionid);
        return turns.take(turnOf(WechatApp.MINI_PROGRAM, openid, union), () -> {
            long residentId = resident(openid, union);
            if (union != null) {
                residents.adopt(union, residentId);
            }
            return rest.apply(residentId);
        });
    }

    /** Makes the resident of a district file, inside the caller's transaction. */
    long introduce(String openid, String unionid) {
        return resident(openid, unionIndex(unionid));
    }

    /** Remembers a follower of the official account, and whose openid it is as far as the unionid tells. */
    void follower(String openid, @Nullable String unionid) {
        var union = unionIndex(unionid);
        turns.take(turnOf(WechatApp.OFFICIAL_ACCOUNT, openid, union), () -> {
            var residentId = union == null ? null : residents.residentOfUnion(union);
            var link = find(WechatApp.OFFICIAL_ACCOUNT, openid);
            if (link == null) {
                insert(WechatApp.OFFICIAL_ACCOUNT, openid, union, residentId);
            } else if (union != null) {
                residents.learnUnion(link.id(), union);
                if (residentId != null) {
                    residents.settle(link.id(), residentId);
                }
            }
            return true;
        });
    }

    /** Drops an openid that is no resident's. */
    void forgetStranger(WechatApp app, String openid) {
        residents.unlinkStranger(app, names.openidIndex(app, openid));
    }

    private long resident(String openid, @Nullable String union) {
        var link = find(WechatApp.MINI_PROGRAM, openid);
        if (link == null) {
            long residentId = knownByUnion(union);
            insert(WechatApp.MINI_PROGRAM, openid, union, residentId);
            return residentId;
        }
        if (union != null) {
            residents.learnUnion(link.id(), union);
        }
        var residentId = link.residentId();
        if (residentId != null) {
            residents.lock(residentId);
            return residentId;
        }
        long known = knownByUnion(union);
        residents.settle(link.id(), known);
        return known;
    }

    private long knownByUnion(@Nullable String union) {
        var known = union == null ? null : residents.residentOfUnion(union);
        if (known != null) {
            residents.lock(known);
            return known;
        }
        long id = ids.next();
        residents.insert(id, clock.instant());
        return id;
    }

    private ResidentMapper.@Nullable Link find(WechatApp app, String openid) {
        return residents.byOpenid(app, names.openidIndex(app, openid));
    }

    private void insert(WechatApp app, String openid, @Nullable String union, @Nullable Long residentId) {
        long id = ids.next();
        residents.link(
                id,
                app,
                vault.seal(openid, Residents.OPENID, id),
                names.openidIndex(app, openid),
                union,
                residentId,
                clock.instant());
    }

    private @Nullable String unionIndex(@Nullable String unionid) {
        return unionid == null ? null : index.of("identity_wechat.unionid", unionid);
    }

    /** Everything about one person takes turns, whichever of the two apps it comes from. */
    private Actor turnOf(WechatApp app, String openid, @Nullable String union) {
        var whose = union == null ? names.openidIndex(app, openid) : union;
        return () -> "wechat:" + whose.substring(0, 48);
    }
}
