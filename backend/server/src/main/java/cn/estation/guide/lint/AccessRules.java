package cn.estation.guide.lint;

import static cn.estation.guide.lint.Rule.error;
import static cn.estation.guide.lint.Rule.warning;

import cn.estation.guide.content.Access;
import cn.estation.guide.content.Access.Channel.Kind;
import cn.estation.guide.content.GuideTag;
import cn.estation.guide.content.Handling.Level;
import java.util.List;
import java.util.Set;

/** The ways it is done, and how often one has to come. */
final class AccessRules {

    private static final Set<Kind> BY_NET = Set.of(Kind.ONLINE, Kind.MOBILE);
    private static final Set<Level> NEAR = Set.of(Level.SUBDISTRICT, Level.COMMUNITY);

    static final List<Rule> ALL = List.of(
            error("channel-given", "有办理形式", (guide, report) -> {
                if (guide.access().channels().isEmpty()) {
                    report.add("channels", "请至少选一种办理形式：窗口、网上、手机、邮寄或自助终端。");
                }
            }),
            error("visit-reason", "要到现场须说明原因", (guide, report) -> {
                if (guide.access().visits() > 0 && guide.access().visitReason().isBlank()) {
                    report.add("visitReason", "要居民跑现场，请写明原因，如“核对本人”。");
                }
            }),
            error("no-visit-no-reason", "不用到现场就没有原因", (guide, report) -> {
                if (guide.access().visits() == 0
                        && !guide.access().visitReason().isBlank()) {
                    report.add("visitReason", "到现场次数是 0，就不要写到现场的原因。");
                }
            }),
            error("no-visit-needs-a-way", "不用到现场须能网办或邮寄", (guide, report) -> {
                var access = guide.access();
                if (access.visits() == 0 && !byNet(access) && !access.has(Kind.POST)) {
                    report.add("visits", "到现场次数是 0，就要有网上、手机或邮寄的办法。");
                }
            }),
            error("net-only-no-visit", "全程网办不用到现场", (guide, report) -> {
                var access = guide.access();
                boolean netOnly = !access.channels().isEmpty()
                        && access.channels().stream().allMatch(channel -> BY_NET.contains(channel.kind()));
                if (netOnly && access.visits() > 0) {
                    report.add("visits", "只有网上、手机办理，就是全程网办，到现场次数应为 0。");
                }
            }),
            error("online-has-address", "网上办理有网址", (guide, report) -> {
                var channels = guide.access().channels();
                for (int i = 0; i < channels.size(); i++) {
                    if (channels.get(i).kind() == Kind.ONLINE
                            && channels.get(i).url().isBlank()) {
                        report.add("channels[" + i + "].url", "网上办理要写网址，居民点开就能办。");
                    }
                }
            }),
            error("online-tag-has-way", "“网上办”须有网上的办法", (guide, report) -> {
                if (guide.upkeep().tags().contains(GuideTag.ONLINE) && !byNet(guide.access())) {
                    report.add("tags", "贴了“网上办”，办理形式里要有网上或手机。");
                }
            }),
            error("one-visit-tag", "“一次办”最多跑一次", (guide, report) -> {
                if (guide.upkeep().tags().contains(GuideTag.ONE_VISIT)
                        && guide.access().visits() > 1) {
                    report.add("tags", "贴了“一次办”，到现场次数最多 1 次。");
                }
            }),
            warning("nearby-tag", "“就近办”就在街道社区", (guide, report) -> {
                if (guide.upkeep().tags().contains(GuideTag.NEARBY)
                        && !NEAR.contains(guide.handling().useLevel())
                        && !guide.access().has(Kind.TERMINAL)
                        && !guide.access().has(Kind.COUNTER)) {
                    report.add("tags", "贴了“就近办”，要有街道、社区的窗口或自助终端。");
                }
            }),
            error("counter-has-place", "窗口办理有地点", (guide, report) -> {
                if (guide.access().has(Kind.COUNTER) && guide.access().place().isBlank()) {
                    report.add("place", "有窗口办理，请写办理地点。");
                }
            }),
            error("counter-has-hours", "窗口办理有时间", (guide, report) -> {
                if (guide.access().has(Kind.COUNTER) && guide.access().hours().isBlank()) {
                    report.add("hours", "有窗口办理，请写办理时间。");
                }
            }),
            error("hours-parse", "办理时间看得懂", (guide, report) -> {
                var hours = guide.access().hours();
                if (!hours.isBlank() && !HoursText.isUnderstood(hours)) {
                    report.add("hours", "办理时间请写成“周一至周五 9:00-12:00、13:30-17:00；周六 9:00-12:00”的样子。");
                }
            }));

    private AccessRules() {}

    private static boolean byNet(Access access) {
        return access.has(Kind.ONLINE) || access.has(Kind.MOBILE);
    }
}
