package cn.estation.identity;

import cn.estation.grid.GridCell;
import cn.estation.kernel.NotFound;
import cn.estation.privacy.BlindIndex;
import cn.estation.privacy.Mask;
import cn.estation.privacy.Sealed;
import cn.estation.privacy.Vault;
import cn.estation.wechat.WechatApp;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Answers questions about residents. Names come masked; who needs more asks {@link Reveal}. */
@Service
public class Residents {

    static final String NAME = "identity_resident.name";
    static final String PHONE = "identity_resident.phone";
    static final String OPENID = "identity_wechat.openid";

    private static final String NAMELESS = "居民";
    private static final String FORGOTTEN = "已注销";

    private final ResidentMapper residents;
    private final Homes homes;
    private final Vault vault;
    private final BlindIndex index;

    Residents(ResidentMapper residents, Homes homes, Vault vault, BlindIndex index) {
        this.residents = residents;
        this.homes = homes;
        this.vault = vault;
        this.index = index;
    }

    /** @throws NotFound if there is no such resident */
    public String maskedName(long id) {
        var row = residents.find(id);
        if (row == null) {
            throw new NotFound();
        }
        return maskedName(row);
    }

    /** Masked names by id, one read for a whole page. Ids that are nobody's are left out. */
    public Map<Long, String> maskedNames(Collection<Long> ids) {
        var names = new HashMap<Long, String>();
        if (!ids.isEmpty()) {
            residents.findAll(Set.copyOf(ids)).forEach(row -> names.put(row.id(), maskedName(row)));
        }
        return names;
    }

    /** Masked phone, where one was given. */
    public Optional<String> maskedPhone(long id) {
        return phone(id).map(Mask::phone);
    }

    /** Masked phones by id, one read for a whole page, as far as they were given. */
    public Map<Long, String> maskedPhones(Collection<Long> ids) {
        var phones = new HashMap<Long, String>();
        if (!ids.isEmpty()) {
            residents
                    .findAll(Set.copyOf(ids))
                    .forEach(row -> open(row.phone(), PHONE, row.id())
                            .ifPresent(phone -> phones.put(row.id(), Mask.phone(phone))));
        }
        return phones;
    }

    /** The resident behind an openid, if that person has ever signed in to the mini-program. */
    public Optional<Long> residentOf(WechatApp app, String openid) {
        return Optional.ofNullable(residents.byOpenid(app, openidIndex(app, openid)))
                .map(ResidentMapper.Link::residentId);
    }

    /** Where to reach a resident at one of the two apps. */
    public Optional<String> openid(long residentId, WechatApp app) {
        return Optional.ofNullable(residents.ofResident(residentId, app))
                .map(link -> vault.open(link.openid(), OPENID, link.id()));
    }

    /** The community the resident chose. */
    public Optional<Long> communityOf(long residentId) {
        return Optional.ofNullable(residents.find(residentId)).map(ResidentMapper.Row::communityId);
    }

    /** The building the resident lives in, if the resident has told. */
    public Optional<GridCell> home(long residentId) {
        return homes.of(residentId);
    }

    /** Where the resident lives as staff may see it: community and building, never the door. Empty if not told. */
    public String maskedHome(long residentId) {
        return homes.of(residentId)
                .map(building -> homes.community(building).map(GridCell::name).orElse("") + building.name())
                .orElse("");
    }

    /** Where somebody belongs who has not chosen a community: what they say reaches its staff from now on. */
    public void settle(long residentId, long communityId) {
        residents.firstCommunity(residentId, communityId);
    }

    /** Makes what happens to this resident take turns until the transaction ends. */
    public void hold(long id) {
        residents.lock(id);
    }

    /** Keeps the name a community has confirmed. */
    public void keepName(long id, String name) {
        residents.name(id, vault.seal(name, NAME, id));
    }

    /**
     * Residents with exactly this number, however it is written. For whoever serves them: what is shown of them stays
     * masked, and only what they have with the office that asks. Tells that a person is known here: whoever asks counts how
     * often.
     */
    public List<Long> withPhone(String phone) {
        return residents.byPhone(index.of(PHONE, PhoneBinding.canonical(phone)));
    }

    /** The same for two residents who bound the same number, and nothing else can be read from it. Empty without one. */
    public Optional<String> phoneMark(long id) {
        return Optional.ofNullable(residents.phoneIndex(id));
    }

    /** Who bound the number that goes by this mark, in the order in which they came, twenty at most. */
    public List<Long> ofPhoneMark(String mark) {
        return residents.byPhone(mark);
    }

    /** By which a number is found without keeping it. */
    public String phoneIndex(String phone) {
        return index.of(PHONE, PhoneBinding.canonical(phone));
    }

    Optional<String> phone(long id) {
        return Optional.ofNullable(residents.find(id)).flatMap(row -> open(row.phone(), PHONE, row.id()));
    }

    Optional<String> name(long id) {
        return Optional.ofNullable(residents.find(id)).flatMap(row -> open(row.name(), NAME, row.id()));
    }

    String openidIndex(WechatApp app, String openid) {
        return index.of(OPENID + "." + app, openid);
    }

    private String maskedName(ResidentMapper.Row row) {
        if (row.status().equals("FORGOTTEN")) {
            return FORGOTTEN;
        }
        return open(row.name(), NAME, row.id()).map(Mask::name).orElse(NAMELESS);
    }

    private Optional<String> open(@Nullable Sealed value, String column, long row) {
        return Optional.ofNullable(value).map(text -> vault.open(text, column, row));
    }
}
