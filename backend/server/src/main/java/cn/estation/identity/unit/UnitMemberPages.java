package cn.estation.identity.unit;

import cn.estation.identity.ConsolePage;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Id;
import cn.estation.kernel.PageQuery;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** 本单位党员: what members agreed to show to the unit they work for. */
@Controller
class UnitMemberPages {

    private static final String HOME = "/console/unit-members";

    private final UnitMembers members;
    private final Units units;

    UnitMemberPages(UnitMembers members, Units units) {
        this.members = members;
        this.units = units;
    }

    @GetMapping(HOME)
    String list(@AuthenticationPrincipal Staff staff, PageQuery query, Model model) {
        var page = members.page(staff, query);
        model.addAttribute("members", page.items());
        model.addAttribute("next", page.next());
        model.addAttribute("units", units.names(units.ofStaff(staff)).values());
        return "identity/unit-members";
    }

    @GetMapping(HOME + "/{id}")
    String card(@AuthenticationPrincipal Staff staff, @PathVariable Id id, PageQuery query, Model model) {
        model.addAttribute("member", members.find(staff, id.value()));
        var works = members.works(staff, id.value(), query);
        model.addAttribute("works", works.items());
        model.addAttribute("next", works.next());
        return "identity/unit-member";
    }

    /** Every showing counts, so none is remembered. */
    @PostMapping(HOME + "/{id}/name")
    String name(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String reason,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean part,
            Model model) {
        model.addAttribute("text", members.name(staff, id.value(), reason));
        return part ? "identity/revealed-part" : "identity/revealed";
    }

    @Configuration(proxyBeanMethods = false)
    static class Navigation {

        @Bean
        ConsolePage unitMembersPage() {
            return new ConsolePage("本单位党员", HOME, Permission.VIEW_UNIT_MEMBERS, 455);
        }
    }
}
