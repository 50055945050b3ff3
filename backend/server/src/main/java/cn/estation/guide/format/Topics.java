package cn.estation.guide.format;

import cn.estation.guide.content.GuideTopic;
import java.util.LinkedHashMap;
import java.util.Map;

/** Theme classes of other platforms, by the words in them, under our topics. */
final class Topics {

    /** The first word that is found decides. */
    private static final Map<String, GuideTopic> WORDS = new LinkedHashMap<>();

    static {
        put(GuideTopic.HOUSING_FUND, "公积金");
        put(GuideTopic.MEDICAL_INSURANCE, "医保", "医疗保险", "医疗保障");
        put(GuideTopic.SOCIAL_INSURANCE, "社会保险", "社会保障", "社保");
        put(GuideTopic.RELIEF, "救助", "优待抚恤", "低保", "扶贫");
        put(GuideTopic.RESIDENCE_PERMIT, "居住证");
        put(GuideTopic.HOUSEHOLD, "户籍", "户口");
        put(GuideTopic.DISABILITY, "残疾");
        put(GuideTopic.ELDERLY, "养老", "老年", "退休", "离退");
        put(GuideTopic.BIRTH, "生育", "收养", "生小孩");
        put(GuideTopic.MARRIAGE, "婚姻", "结婚");
        put(GuideTopic.VETERANS, "退役", "军人", "服兵役");
        put(GuideTopic.FUNERAL, "殡葬", "死亡");
        put(GuideTopic.HOUSING, "住房", "买房", "租房");
        put(GuideTopic.EDUCATION, "教育", "升学", "入学");
        put(GuideTopic.EMPLOYMENT, "就业", "创业", "找工作", "职业资格", "人才", "高校毕业生");
        put(GuideTopic.HEALTH, "医疗", "卫生", "看病");
        put(GuideTopic.TRANSPORT, "交通", "驾驶", "车辆");
        put(GuideTopic.LEGAL, "公证", "司法", "法律");
        put(GuideTopic.BUSINESS, "设立变更", "准营准办", "纳税", "知识产权", "抵押", "企业", "投资", "商标", "资质");
    }

    private Topics() {}

    static GuideTopic of(String words) {
        return WORDS.entrySet().stream()
                .filter(entry -> words.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(GuideTopic.OTHER);
    }

    private static void put(GuideTopic topic, String... words) {
        for (var word : words) {
            WORDS.put(word, topic);
        }
    }
}
