package cn.estation.mall.order;

import cn.estation.grid.GridCell;
import cn.estation.identity.Authority;
import cn.estation.identity.Members;
import cn.estation.identity.Permission;
import cn.estation.identity.Residents;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.Forms;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.PageQuery;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who counts as one household, in the console. People are named by the numbers they bound; names come masked. */
@Controller
class HouseholdPages {

    private static final String HOME = "/console/mall/households";
    private static final int MOST_NUMBERS = 10;

    private final Households households;
    private final Members members;
    private final Residents residents;
    private final Authority authority;
    private final Forms forms;
    private final Idempotency idempotency;

    HouseholdPages(
            Households households,
            Members members,
            Residents residents,
            Authority authority,
            Forms forms,
            Idempotency idempotency) {
        this.households = households;
        this.members = members;
        this.residents = residents;
        this.authority = authority;
        this.forms = forms;
        this.idempotency = idempotency;
    }

    /** @param phones one number a line, of everybody who belongs to it */
    record NewHousehold(
            @NotBlank @Nullable String communityId,
            @NotBlank @Nullable String phones) {}

    @GetMapping(HOME)
    String list(@AuthenticationPrincipal Staff staff, PageQuery query, Model model) {
        authority.require(staff, Permission.MANAGE_MALL);
        return listed(staff, query, model);
    }

    private String listed(Staff staff, PageQuery query, Model model) {
        var communities = authority.communities(staff, Permission.MANAGE_MALL);
        var page = households.of(communities.stream().map(GridCell::id).toList(), query);
        if (!model.containsAttribute("form")) {
            var only = communities.size() == 1
                    ? Long.toString(communities.getFirst().id())
                    : null;
            model.addAttribute("form", new NewHousehold(only, null));
        }
        model.addAttribute("communities", GridCell.names(communities));
        model.addAttribute("households", page.items());
        model.addAttribute("next", page.next());
        model.addAttribute(
                "names",
                residents.maskedNames(page.items().stream()
                        .flatMap(List::stream)
                        .map(Households.Member::residentId)
                        .toList()));
        return "mall/households";
    }

    @PostMapping(HOME)
    String register(
            @AuthenticationPrincipal Staff staff,
            @Valid @ModelAttribute("form") NewHousehold form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        authority.require(staff, Permission.MANAGE_MALL);
        // Before anything is said about the numbers.
        if (!errors.hasFieldErrors("communityId")) {
            authority.require(staff, Permission.MANAGE_MALL, community(form));
        }
        if (errors.hasErrors()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return listed(staff, new PageQuery(null, null), model);
        }
        var lines = Objects.requireNonNull(form.phones()).lines().toList();
        if (!forms.done(
                staff,
                "mall.household",
                requestKey,
                form,
                errors,
                "phones",
                response,
                () -> register(staff, community(form), lines))) {
            return listed(staff, new PageQuery(null, null), model);
        }
        flash.addFlashAttribute("toast", "已登记为一户。");
        return "redirect:" + HOME;
    }

    private static long community(NewHousehold form) {
        return Id.valueOf(Objects.requireNonNull(form.communityId())).value();
    }

    private void register(Staff staff, long community, List<String> lines) {
        if (lines.stream().filter(line -> !line.isBlank()).count() > MOST_NUMBERS) {
            throw new BadInput("请一行写一个手机号，2 到 10 人。");
        }
        var people = new TreeSet<Long>();
        int line = 0;
        for (var number : lines) {
            line++;
            if (!number.isBlank()) {
                people.addAll(membersWith(number.strip(), line, community));
            }
        }
        households.register(staff, community, people);
    }

    /** Only members of this community are ever looked at: whoever else has the number stays unknown. */
    private List<Long> membersWith(String number, int line, long community) {
        var found = residents.withPhone(number).stream()
                .filter(one -> members.activeOf(one)
                        .filter(membership -> membership.communityId() == community)
                        .isPresent())
                .toList();
        if (found.isEmpty()) {
            throw new BadInput("第 " + line + " 行不是本社区在册党员绑定的手机号，请核对。");
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
