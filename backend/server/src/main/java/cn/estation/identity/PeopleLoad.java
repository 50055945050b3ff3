package cn.estation.identity;

import cn.estation.grid.Grid;
import cn.estation.identity.registration.Registrations;
import cn.estation.identity.staff.StaffLoad;
import cn.estation.kernel.Actor;
import cn.estation.kernel.DistrictPart;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Loads people from {@code people.json}: staff with their roles; for a demonstration in the sandbox also residents and
 * members, found by their openid in the mini-program.
 */
@Component
class PeopleLoad implements DistrictPart {

    private static final Actor LOADER = () -> "system:load";
    private static final String CHANNEL = "DISTRICT_FILE";

    private final StaffLoad staff;
    private final WechatLinks links;
    private final ResidentMapper residents;
    private final Residents names;
    private final PhoneBinding phones;
    private final Consents consents;
    private final Registrations registrations;
    private final Grid grid;
    private final boolean sandbox;

    PeopleLoad(
            StaffLoad staff,
            WechatLinks links,
            ResidentMapper residents,
            Residents names,
            PhoneBinding phones,
            Consents consents,
            Registrations registrations,
            Grid grid,
            Environment environment) {
        this.staff = staff;
        this.links = links;
        this.residents = residents;
        this.names = names;
        this.phones = phones;
        this.consents = consents;
        this.registrations = registrations;
        this.grid = grid;
        this.sandbox = DistrictPart.mayDemonstrate(environment);
    }

    @Override
    public String name() {
        return "people";
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public void load(JsonNode content) {
        boolean demonstration = content.path("demonstration").asBoolean(false);
        if (demonstration && !sandbox) {
            throw new IllegalStateException("people.json 是演示数据，只能在 sandbox 环境导入");
        }
        content.path("staff").forEach(person -> staff.load(person, demonstration));
        if (demonstration) {
            content.path("residents").forEach(this::resident);
        } else if (!content.path("residents").isEmpty()) {
            throw new IllegalStateException("people.json: 居民只能自己登录，不能导入");
        }
    }

    private void resident(JsonNode person) {
        var openid = person.path("openid").asString();
        if (names.residentOf(cn.estation.wechat.WechatApp.MINI_PROGRAM, openid).isPresent()) {
            return;
        }
        long id = links.introduce(openid, person.path("unionid").asString());
        var communityId = community(person.path("community").asString());
        names.keepName(id, person.path("name").asString());
        residents.community(id, communityId);
        consents.give(id, Consents.Purpose.SERVICE, CHANNEL);
        if (person.hasNonNull("phone")) {
            phones.keep(id, PhoneBinding.canonical(person.path("phone").asString()));
            consents.give(id, Consents.Purpose.PHONE, CHANNEL);
        }
        if (person.has("registration")) {
            register(id, communityId, person);
        }
    }

    private void register(long id, long communityId, JsonNode person) {
        var form = person.path("registration");
        long registration = registrations.submit(
                new Resident(id, 0),
                new Registrations.Form(
                        communityId,
                        person.path("name").asString(),
                        form.path("unit").asString(),
                        form.path("branch").asString(),
                        form.path("skills").asString("")),
                CHANNEL);
        if (form.path("confirmed").asBoolean(false)) {
            registrations.confirmLoaded(registration, LOADER);
        }
    }

    private long community(String code) {
        return grid.findByCode(code)
                .orElseThrow(() -> new IllegalStateException("people.json: 没有代码为 " + code + " 的社区"))
                .id();
    }
}
