package cn.estation.guide.lint;

import static cn.estation.guide.lint.Rule.error;
import static cn.estation.guide.lint.Rule.warning;

import cn.estation.guide.content.GuideContent;
import cn.estation.guide.reach.PhoneNumbers;
import cn.estation.guide.reach.Surroundings;
import java.util.List;
import java.util.function.BiConsumer;

/** Rules that no guide can keep by itself: somebody answers the phone, and pages of our own are there. */
final class OutsideRules {

    private OutsideRules() {}

    static List<Rule> all(Surroundings there, LinkRules links) {
        return List.of(
                warning(
                        "phone-confirmed",
                        "电话近期拨通过",
                        (guide, report) -> each(guide, (field, phone) -> {
                            boolean confirmed = there.lastCall(phone.digits())
                                    .filter(call ->
                                            !call.reached() || !call.day().isBefore(there.callsCountFrom()))
                                    .isPresent();
                            if (there.known() && !confirmed) {
                                report.add(field, "“" + phone.written() + "”近期没有人拨通过，请打一次，再在指南页上标“已拨通”。");
                            }
                        })),
                error(
                        "phone-answered",
                        "电话没有标为打不通",
                        (guide, report) -> each(
                                guide,
                                (field, phone) -> there.lastCall(phone.digits())
                                        .filter(call -> !call.reached())
                                        .ifPresent(call -> report.add(
                                                field,
                                                "“" + phone.written() + "”在 " + call.day()
                                                        + " 打不通，请换成打得通的；已经恢复的，打通后标“已拨通”。")))),
                error(
                        "own-link-leads",
                        "本站的链接打得开",
                        (guide, report) -> links.own(guide).forEach((field, path) -> {
                            if (!there.leads(path)) {
                                report.add(field, "本站没有“" + path + "”，居民点开是空的。请改成现在有的，或删去。");
                            }
                        })));
    }

    private record Phone(String digits, String written) {}

    private static void each(GuideContent guide, BiConsumer<String, Phone> check) {
        PhoneNumbers.of(guide.access().phone())
                .forEach((digits, written) -> check.accept("phone", new Phone(digits, written)));
        PhoneNumbers.of(guide.access().complaintPhone())
                .forEach((digits, written) -> check.accept("complaintPhone", new Phone(digits, written)));
    }
}
