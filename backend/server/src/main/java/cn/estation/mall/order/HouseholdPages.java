package cn.estation.mall.order;

import cn.estation.grid.GridCell;
import cn.estation.identity.Authority;
import cn.estation.identity.Members;
import cn.estation.identity.Permission;
import cn.estation.identity.Residents;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.Sha256;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who counts as one household, in the console. People are named by the numbers they bound; names come masked. */
@Controller
class HouseholdPages {

    private static final String HOME = "/console/mall/households";

    private final Households households;
    private final Members members;
    private final Residents residents;
    private final Authority authority;
    private final Idempotency idempotency;

    HouseholdPages(
            Households households, Members members, Residents residents, Authority authority, Idempotency idempotency) {
        this.households = households;
        this.members = members;
        this.residents = residents;
        this.authority = authority;
        this.idempotency = idempotency;
    }

    @GetMapping(HOME)
    String list(@AuthenticationPrincipal Staff staff, Model model) {
        authority.require(staff, Permission.MANAGE_MALL);
        var communities = new LinkedHashMap<Long, String>();
        for (GridCell community : authority.communities(staff, Permission.MANAGE_MALL)) {
            communities.put(community.id(), community.name());
        }
        var all = households.of(communities.keySet());
        model.addAttribute("communities", communities);
        model.addAttribute(
                "households",
                all.stream()
                        .collect(Collectors.groupingBy(
                                Households.Member::householdId, TreeMap::new, Collectors.toList())));
        model.addAttribute(
                "names",
                residents.maskedNames(
                        all.stream().map(Households.Member::residentId).toList()));
        return "mall/households";
    }

    @PostMapping(HOME)
    String register(
            @AuthenticationPrincipal Staff staff,
            @RequestParam(defaultValue = "") String communityId,
            @RequestParam(defaultValue = "") String phones,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        authority.require(staff, Permission.MANAGE_MALL);
        long community = Id.valueOf(communityId).value();
        authority.require(staff, Permission.MANAGE_MALL, community);
        var numbers = phones.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (numbers.isEmpty() || numbers.size() > 10) {
            throw new BadInput("请一行写一个手机号，2 到 10 人。");
        }
        idempotency.once(staff, "mall.household", requestKey, Sha256.hex(communityId + phones), Id.class, () -> {
            var people = new TreeSet<Long>();
            numbers.forEach(number -> people.addAll(membersWith(number, community)));
            return Id.of(households.register(staff, community, people));
        });
        flash.addFlashAttribute("toast", "已登记为一户。");
        return "redirect:" + HOME;
    }

    /** Only members of this community are ever looked at: whoever else has the number stays unknown. */
    private List<Long> membersWith(String number, long community) {
        var found = residents.withPhone(number).stream()
                .filter(one -> members.activeOf(one)
                        .filter(membership -> membership.communityId() == community)
                        .isPresent())
                .toList();
        if (found.isEmpty()) {
            throw new BadInput("有一个手机号不是本社区在册党员绑定的号码，请核对。");
        }
        return found;
    }

    @PostMapping(HOME + "/{id}/dissolution")
    String dissolve(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String requestKey,
            RedirectAttributes flash) {
        households.requireTheirs(staff, id.value());
        var words = RedemptionPages.reason(reason);
        idempotency.once(staff, "mall.household:" + id, requestKey, words, Id.class, () -> {
            households.dissolve(staff, id.value(), words);
            return id;
        });
        flash.addFlashAttribute("toast", "已取消这一户的登记。");
        return "redirect:" + HOME;
    }
}
