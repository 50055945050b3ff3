package cn.estation.identity;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What a member is good at, in words that a task can ask for. */
public enum Skill {
    FIRST_AID("急救"),
    NURSING("医疗护理"),
    REPAIR("水电维修"),
    LEGAL("法律"),
    TEACHING("教学辅导"),
    COUNSELLING("心理疏导"),
    COMPUTERS("电脑手机"),
    ARTS("文艺体育"),
    DRIVING("驾驶"),
    SIGN_LANGUAGE("手语"),
    FOREIGN_LANGUAGE("外语"),
    MEDIATION("调解");

    private final String title;

    Skill(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** The skills of a list of codes with commas between them; codes that are none are left out. */
    public static Set<Skill> of(String codes) {
        var found = EnumSet.noneOf(Skill.class);
        for (var code : codes.split(",")) {
            Arrays.stream(values()).filter(skill -> skill.name().equals(code)).forEach(found::add);
        }
        return found;
    }

    /** The codes of skills, with commas between them. */
    public static String codes(Set<Skill> skills) {
        return skills.stream().sorted().map(Skill::name).collect(Collectors.joining(","));
    }

    /** For people: 急救、法律. */
    public static String titles(Set<Skill> skills) {
        return skills.stream().sorted().map(Skill::title).collect(Collectors.joining("、"));
    }
}
