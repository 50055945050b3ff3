package cn.estation.sandbox.wechat;

import java.util.LinkedHashMap;
import java.util.List;

/**
 * What the official account may know of a person: whether they follow, since when and by which code, and the unionid while the account is
 * bound. Names and pictures are empty, as they have been since 2021. Of one who does not follow, only the ids.
 */
final class Users {

    private final Persons persons;
    private final MiniProgram miniProgram;

    Users(Persons persons, MiniProgram miniProgram) {
        this.persons = persons;
        this.miniProgram = miniProgram;
    }

    void register(Api api) {
        api.get(
                "/cgi-bin/user/info",
                Api.Token.OFFICIAL_ACCOUNT,
                Quotas.NO_LIMIT,
                5_000_000,
                (call, caller) -> info(call.require("openid", 41009)));
    }

    private Answer info(String openId) {
        var person = persons.byOpenId(Account.OFFICIAL_ACCOUNT, openId)
                .orElseThrow(() -> new PlatformError(40003, "invalid openid"));
        var following = persons.following(person);
        var answer = new LinkedHashMap<String, Object>();
        answer.put("subscribe", following == null ? 0 : 1);
        answer.put("openid", openId);
        if (miniProgram.bound() && !person.unionId().isEmpty()) {
            answer.put("unionid", person.unionId());
        }
        if (following != null) {
            answer.put("nickname", "");
            answer.put("headimgurl", "");
            answer.put("language", "zh_CN");
            answer.put("subscribe_time", following.since().getEpochSecond());
            answer.put("remark", "");
            answer.put("groupid", 0);
            answer.put("tagid_list", List.of());
            answer.put("subscribe_scene", following.scene().isEmpty() ? "ADD_SCENE_SEARCH" : "ADD_SCENE_QR_CODE");
            answer.put("qr_scene", number(following.scene()));
            answer.put("qr_scene_str", number(following.scene()) == 0 ? following.scene() : "");
        }
        return Answer.json(answer);
    }

    private static long number(String scene) {
        return scene.matches("\\d{1,10}") ? Long.parseLong(scene) : 0;
    }
}
