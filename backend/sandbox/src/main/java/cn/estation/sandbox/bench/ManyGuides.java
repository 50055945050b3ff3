package cn.estation.sandbox.bench;

import java.util.List;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Any number of made-up guides that read like real ones, and questions about them. */
final class ManyGuides {

    private static final List<String> KINDS = List.of(
            "居民", "老年人", "残疾人", "新生儿", "退役军人", "流动人口", "高校毕业生", "个体工商户", "低收入家庭", "独居老人", "孕产妇", "中小学生", "外来务工人员", "企业",
            "农村居民");
    private static final List<String> THINGS = List.of(
            "居住证", "优待证", "社会保障卡", "公租房", "医疗保险", "养老保险", "就业登记", "失业登记", "生活补贴", "高龄津贴", "困难救助", "户口迁移", "身份证明",
            "入学登记", "疫苗接种", "体检报告", "营业执照", "食品许可", "停车位", "电动车上牌", "助餐服务", "上门护理", "法律援助", "人民调解", "房屋租赁备案", "装修备案",
            "养犬登记", "垃圾清运", "燃气开通", "用水报装", "公积金提取", "契税减免", "老旧小区改造", "加装电梯", "志愿服务登记", "党员关系转接", "丧葬补助", "生育登记",
            "婚姻证明", "收养登记");
    private static final List<String> ACTS =
            List.of("申领", "补领", "换发", "变更", "注销", "续期", "首次办理", "异地办理", "查询", "减免", "代办", "复核", "登记", "认定", "发放");
    private static final List<String> PLACES = List.of(
            "东湖", "西山", "南门", "北苑", "新桥", "旧城", "河口", "江畔", "杏林", "松园", "竹园", "梅园", "桃源", "柳林", "云台", "石桥", "金沙", "银滩",
            "和平", "建设");
    private static final List<String> PAPERS = List.of(
            "居民身份证", "户口簿", "一寸照片", "居住证明", "收入证明", "房产证", "租赁合同", "诊断证明", "毕业证书", "结婚证", "出生医学证明", "银行卡", "申请表", "委托书",
            "营业执照副本");
    private static final List<String> AROUND =
            List.of("%s怎么办", "请问%s需要什么材料", "我想%s要去哪里", "%s", "帮我妈%s要带什么", "%s多少钱几天能办好");

    private final Random random;
    private final JsonMapper json = new JsonMapper();

    ManyGuides(long seed) {
        random = new Random(seed);
    }

    /** A district file with so many copies of a sample guide, each with words of its own. */
    ObjectNode file(ObjectNode sample, int many) {
        var file = json.createObjectNode();
        file.put("demonstration", true);
        var guides = file.putArray("guides");
        for (int i = 0; i < many; i++) {
            guides.add(guide(sample.deepCopy(), i));
        }
        return file;
    }

    private ObjectNode guide(ObjectNode guide, int number) {
        var who = any(KINDS);
        var thing = any(THINGS);
        var act = any(ACTS);
        var place = any(PLACES);
        var title = place + who + thing + act;
        guide.put("code", "bench-" + number);
        guide.put("title", title + (number < 100_000 ? "（" + number + "号）" : ""));
        guide.put("summary", who + "在" + place + "办理" + thing + act + "，" + sentence(who, thing, act));
        guide.put("eligibility", who + "，在本地居住满半年，" + sentence(any(KINDS), any(THINGS), any(ACTS)));
        strings(guide.putArray("aliases"), thing + act, who + "办" + thing, place + thing);
        var documents = (ArrayNode) guide.get("documents");
        for (int i = 0; i < documents.size(); i++) {
            ((ObjectNode) documents.get(i)).put("name", any(PAPERS));
        }
        return guide;
    }

    private static void strings(ArrayNode array, String... words) {
        for (var word : words) {
            array.add(word);
        }
    }

    private String sentence(String who, String thing, String act) {
        return "凭" + any(PAPERS) + "和" + any(PAPERS) + "到" + any(PLACES) + "窗口，" + who + "可以" + act + thing
                + "，也可以由家人代办。";
    }

    /** What somebody may ask, of a few characters or a whole sentence. */
    String question() {
        return switch (random.nextInt(4)) {
            case 0 -> any(THINGS);
            case 1 -> AROUND.get(random.nextInt(AROUND.size())).formatted(any(ACTS) + any(THINGS));
            case 2 ->
                AROUND.get(random.nextInt(AROUND.size())).formatted(any(PLACES) + any(KINDS) + any(ACTS) + any(THINGS));
            default ->
                any(KINDS) + "住在" + any(PLACES) + "，" + any(THINGS) + "到期了，" + any(PAPERS) + "也丢了，能不能" + any(ACTS);
        };
    }

    private String any(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
