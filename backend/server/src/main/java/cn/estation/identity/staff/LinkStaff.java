package cn.estation.identity.staff;

import cn.estation.identity.StaffResidents;
import cn.estation.kernel.Actor;
import cn.estation.kernel.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.stereotype.Component;

/** Keeps which resident a staff member is, so that nobody verifies their own volunteer work. */
@Component
class LinkStaff implements Command {

    private static final Actor OPERATOR = () -> "system:operator";

    private final StaffMapper staff;
    private final StaffResidents links;

    LinkStaff(StaffMapper staff, StaffResidents links) {
        this.staff = staff;
        this.links = links;
    }

    @Override
    public String name() {
        return "link-staff";
    }

    @Override
    public String purpose() {
        return "记下工作人员本人的居民账号（--login=登录名 --phone=手机号），本人的服务须由他人核实";
    }

    @Override
    public int run(ApplicationArguments arguments) {
        var row = staff.byLogin(option(arguments, "login"));
        if (row == null || !links.link(OPERATOR, row.id(), option(arguments, "phone"))) {
            System.out.println("没有这个登录名，或没有唯一一位居民绑定了这个手机号。");
            return 1;
        }
        System.out.println("已记下，本人的服务须由他人核实。");
        return 0;
    }

    private static String option(ApplicationArguments arguments, String name) {
        @Nullable List<String> values = arguments.getOptionValues(name);
        return values == null || values.isEmpty() ? "" : values.getFirst();
    }
}
