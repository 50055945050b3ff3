package cn.estation.identity.unit;

import cn.estation.grid.Grid;
import cn.estation.identity.Resident;
import cn.estation.identity.Residents;
import cn.estation.kernel.Actor;
import cn.estation.kernel.DistrictPart;
import cn.estation.wechat.WechatApp;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Loads units with their organisation staff from {@code units.json}; for a demonstration in the sandbox also what members
 * agreed to. Of a real place nobody but the member can agree.
 */
@Component
class UnitLoad implements DistrictPart {

    private static final Actor LOADER = () -> "system:load";

    private final Units units;
    private final UnitShares shares;
    private final Residents residents;
    private final Grid grid;
    private final boolean sandbox;

    UnitLoad(Units units, UnitShares shares, Residents residents, Grid grid, Environment environment) {
        this.units = units;
        this.shares = shares;
        this.residents = residents;
        this.grid = grid;
        this.sandbox = DistrictPart.mayDemonstrate(environment);
    }

    @Override
    public String name() {
        return "units";
    }

    /** After people. */
    @Override
    public int order() {
        return 22;
    }

    @Override
    public void load(JsonNode content) {
        boolean demonstration = content.path("demonstration").asBoolean(false);
        if (demonstration && !sandbox) {
            throw new IllegalStateException("units.json 是演示数据，只能在 sandbox 环境导入");
        }
        for (var unit : content.path("units")) {
            if (!demonstration && !unit.path("shares").isEmpty()) {
                throw new IllegalStateException("units.json: 给单位看什么只能由本人同意，不能导入");
            }
            unit(unit);
        }
    }

    private void unit(JsonNode unit) {
        var code = unit.path("cell").asString();
        long cell = grid.findByCode(code)
                .orElseThrow(() -> new IllegalStateException("units.json: 没有代码为 " + code + " 的组织"))
                .id();
        var name = unit.path("name").asString();
        if (units.named(cell, name).isPresent()) {
            return;
        }
        long id = units.addAs(LOADER, cell, name);
        unit.path("staff").forEach(login -> units.linkAs(LOADER, id, login.asString()));
        unit.path("shares").forEach(share -> share(id, share));
    }

    private void share(long unit, JsonNode share) {
        var openid = share.path("openid").asString();
        long resident = residents
                .residentOf(WechatApp.MINI_PROGRAM, openid)
                .orElseThrow(() -> new IllegalStateException("units.json: 没有小程序里叫 " + openid + " 的居民"));
        shares.give(
                new Resident(resident, 0),
                unit,
                UnitDetail.valueOf(share.path("detail").asString()));
    }
}
