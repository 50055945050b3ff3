package cn.estation.sandbox.wechat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The templates that the mini-program has. A few for the demo district are there from the start. */
final class Templates {

    private final Map<String, Template> templates = new LinkedHashMap<>();

    Templates() {
        add(
                "EstationDemoTemplate-TaskVerified-000000001",
                "志愿服务核实通知",
                "thing1:任务名称",
                "time2:服务时间",
                "phrase3:核实结果",
                "number4:服务分钟");
        add(
                "EstationDemoTemplate-Redemption-00000000002",
                "积分兑换成功通知",
                "thing1:商品名称",
                "number2:消耗积分",
                "character_string3:取货码",
                "thing4:领取地点");
        add("EstationDemoTemplate-Answered-0000000000003", "咨询回复通知", "thing1:咨询内容", "thing2:回复摘要", "time3:回复时间");
        add("EstationDemoTemplate-Registration-000000004", "报到审核结果通知", "thing1:社区", "phrase2:审核结果", "time3:审核时间");
        add(
                "EstationDemoTemplate-Appointment-0000000005",
                "预约成功通知",
                "thing1:预约事项",
                "time2:预约时间",
                "thing3:办理地点",
                "thing4:请带材料");
        add(
                "EstationDemoTemplate-HelpWanted-00000000006",
                "紧急求助通知",
                "thing1:求助类型",
                "thing2:所在地",
                "time3:求助时间",
                "phrase4:处理状态");
        add("EstationDemoTemplate-HelpComing-00000000007", "求助处理通知", "phrase1:处理状态", "time2:时间", "thing3:提示");
        add(
                "EstationDemoTemplate-QueueNear-000000000006",
                "排队即将到号提醒",
                "character_string1:排队号码",
                "thing2:前面人数",
                "thing3:地点",
                "thing4:办理事项");
        add(
                "EstationDemoTemplate-QueueCalled-0000000007",
                "叫号通知",
                "character_string1:排队号码",
                "thing2:窗口",
                "thing3:办理事项",
                "time4:叫号时间");
        add("EstationDemoTemplate-PartlyServed-000000008", "材料补正通知", "thing1:办理事项", "thing2:还差材料", "time3:时间");
        add("EstationDemoTemplate-TaskMoved-000000000009", "志愿任务进展通知", "thing1:任务名称", "phrase2:状态", "time3:时间");
        add("EstationDemoTemplate-PointsMoved-0000000010", "积分变动通知", "number1:积分", "thing2:原因", "time3:时间");
        add("EstationDemoTemplate-RedemptionMoved-000011", "积分兑换进展通知", "thing1:商品名称", "phrase2:状态", "time3:时间");
        add("EstationDemoTemplate-StockLow-0000000000012", "库存不足通知", "thing1:商品名称", "number2:剩余数量", "time3:时间");
    }

    private void add(String id, String title, String... fields) {
        var labels = new LinkedHashMap<String, String>();
        for (var field : fields) {
            int colon = field.indexOf(':');
            labels.put(field.substring(0, colon), field.substring(colon + 1));
        }
        add(new Template(id, title, labels));
    }

    synchronized void add(Template template) {
        templates.put(template.id(), template);
    }

    /** Adds what is not there: the demo's own templates may have changed since they were saved. */
    synchronized void restore(List<Template> earlier) {
        earlier.forEach(template -> templates.putIfAbsent(template.id(), template));
    }

    synchronized Optional<Template> find(String id) {
        return Optional.ofNullable(templates.get(id));
    }

    synchronized List<Template> all() {
        return new ArrayList<>(templates.values());
    }
}
