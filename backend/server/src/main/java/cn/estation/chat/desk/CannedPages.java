package cn.estation.chat.desk;

import cn.estation.audit.AuditTrail;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Forms;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
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

/** The console's canned replies: what staff of a community say often, written once. */
@Controller
class CannedPages {

    private static final int LONGEST_TITLE = 20;
    private static final int LONGEST_TEXT = 300;

    private final CannedMapper canned;
    private final DeskScope scope;
    private final Authority authority;
    private final Grid grid;
    private final AuditTrail audit;
    private final Forms forms;
    private final Idempotency idempotency;
    private final Ids ids;

    CannedPages(
            CannedMapper canned,
            DeskScope scope,
            Authority authority,
            Grid grid,
            AuditTrail audit,
            Forms forms,
            Idempotency idempotency,
            Ids ids) {
        this.canned = canned;
        this.scope = scope;
        this.authority = authority;
        this.grid = grid;
        this.audit = audit;
        this.forms = forms;
        this.idempotency = idempotency;
        this.ids = ids;
    }

    @GetMapping("/console/canned")
    String list(@AuthenticationPrincipal Staff staff, Model model) {
        authority.require(staff, Permission.TALK_TO_RESIDENTS);
        model.addAttribute("form", new Words("", "", ""));
        return page(staff, model);
    }

    @PostMapping("/console/canned")
    String add(
            @AuthenticationPrincipal Staff staff,
            @ModelAttribute("form") Words form,
            BindingResult errors,
            @RequestParam String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        authority.require(staff, Permission.TALK_TO_RESIDENTS);
        if (!forms.done(staff, "chat.canned-add", requestKey, form, errors, null, response, () -> add(staff, form))) {
            return page(staff, model);
        }
        flash.addFlashAttribute("toast", "已保存，接待居民时可以直接点用。");
        return "redirect:/console/canned";
    }

    @PostMapping("/console/canned/{id}/remove")
    String remove(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam String requestKey,
            RedirectAttributes flash) {
        authority.require(staff, Permission.TALK_TO_RESIDENTS);
        idempotency.<@Nullable Void>once(staff, "chat.canned-remove:" + id, requestKey, null, Void.class, () -> {
            var words = canned.selectById(id.value());
            if (words == null) {
                throw new NotFound();
            }
            authority.require(staff, Permission.TALK_TO_RESIDENTS, words.communityId());
            canned.deleteById(id.value());
            audit.record(staff, words.communityId(), "chat.canned-remove", "canned:" + id, "删除常用回复");
            return null;
        });
        flash.addFlashAttribute("toast", "已删除。");
        return "redirect:/console/canned";
    }

    private void add(Staff staff, Words form) {
        if (!form.communityId().matches("[0-9]{1,18}")) {
            throw new BadInput("请选择社区。");
        }
        long community = Long.parseLong(form.communityId());
        authority.require(staff, Permission.TALK_TO_RESIDENTS, community);
        grid.community(community);
        var title = checked(form.title(), LONGEST_TITLE, "名称");
        var text = checked(form.text(), LONGEST_TEXT, "内容");
        long id = ids.next();
        try {
            canned.insert(new CannedMapper.Canned(id, community, title, text));
        } catch (DuplicateKeyException twice) {
            throw new BadInput("已有同名的常用回复，请换个名称。");
        }
        audit.record(staff, community, "chat.canned-add", "canned:" + id, "新增常用回复");
    }

    private static String checked(String typed, int most, String what) {
        var text = typed.strip();
        if (text.isEmpty() || text.codePointCount(0, text.length()) > most || !CleanText.isClean(text)) {
            throw new BadInput(what + "要写 1 到 " + most + " 个字。");
        }
        return text;
    }

    private String page(Staff staff, Model model) {
        var communities = authority.communities(staff, Permission.TALK_TO_RESIDENTS);
        var names = new LinkedHashMap<String, String>();
        communities.forEach(community -> names.put(Long.toString(community.id()), community.name()));
        model.addAttribute("communities", names);
        model.addAttribute(
                "rows",
                canned.of(scope.communities(staff)).stream()
                        .map(one -> new Line(
                                one.id(),
                                grid.find(one.communityId()).map(GridCell::name).orElse(""),
                                one.title(),
                                one.text()))
                        .toList());
        return "chat/canned";
    }

    record Line(long id, String community, String title, String text) {}

    record Words(String communityId, String title, String text) {
        @SuppressWarnings("NullAway") // a field that was not sent arrives as null
        Words {
            communityId = communityId == null ? "" : communityId;
            title = title == null ? "" : title;
            text = text == null ? "" : text;
        }
    }
}
