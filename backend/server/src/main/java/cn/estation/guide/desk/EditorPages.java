package cn.estation.guide.desk;

import cn.estation.guide.Circumstance;
import cn.estation.guide.content.Access;
import cn.estation.guide.content.Audience;
import cn.estation.guide.content.Document;
import cn.estation.guide.content.GuideTag;
import cn.estation.guide.content.GuideTopic;
import cn.estation.guide.content.Handling;
import cn.estation.guide.content.Result;
import cn.estation.guide.content.ServiceKind;
import cn.estation.guide.content.TimeLimit;
import cn.estation.guide.content.Words;
import cn.estation.guide.lint.Lint;
import cn.estation.guide.version.Drafts;
import cn.estation.guide.version.EditLocks;
import cn.estation.guide.version.Findings;
import cn.estation.guide.version.GuideItem;
import cn.estation.guide.version.GuideStatus;
import cn.estation.guide.version.Versions;
import cn.estation.identity.Authority;
import cn.estation.identity.Permission;
import cn.estation.identity.Staff;
import cn.estation.kernel.Id;
import cn.estation.kernel.Idempotency;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.Time;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The console's guide editor: the whole form, its rows, and beside it what residents would see and the rules say. */
@Controller
class EditorPages {

    private final Drafts drafts;
    private final Versions versions;
    private final EditLocks locks;
    private final Findings findings;
    private final GuideScope scope;
    private final Authority authority;
    private final Idempotency idempotency;
    private final Clock clock;

    EditorPages(
            Drafts drafts,
            Versions versions,
            EditLocks locks,
            Findings findings,
            GuideScope scope,
            Authority authority,
            Idempotency idempotency,
            Clock clock) {
        this.drafts = drafts;
        this.versions = versions;
        this.locks = locks;
        this.findings = findings;
        this.scope = scope;
        this.authority = authority;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @GetMapping("/console/guides/new")
    String blank(@AuthenticationPrincipal Staff staff, Model model) {
        authority.require(staff, Permission.EDIT_GUIDES);
        var form = new LinkedMultiValueMap<String, String>();
        form.add(
                "effectiveFrom",
                LocalDate.ofInstant(clock.instant(), Time.CHINA).toString());
        form.add("channels[0].kind", Access.Channel.Kind.COUNTER.name());
        form.add("kind", ServiceKind.PUBLIC_SERVICE.name());
        form.add("audience", Audience.PERSON.name());
        form.add("bodyNature", Handling.Nature.STATUTORY.name());
        form.add("useLevel", Handling.Level.COMMUNITY.name());
        form.add("processing", Handling.Processing.COMMITTED.name());
        form.add("visits", "1");
        var typed = Typed.of(form);
        typed.shape("add:documents");
        typed.shape("add:steps");
        return form(staff, null, typed, Map.of(), model);
    }

    @GetMapping("/console/guides/{id}/draft")
    String edit(@AuthenticationPrincipal Staff staff, @PathVariable Id id, Model model) {
        var item = item(staff, id);
        var draft = versions.coming(item.id())
                .filter(version -> version.status() == GuideStatus.DRAFT)
                .orElseThrow(NotFound::new);
        model.addAttribute("edits", draft.edits());
        return form(staff, item, Typed.of(versions.content(draft)), Map.of(), model);
    }

    /** Adds, removes or moves a row and shows the form again with all that was typed. Nothing is saved. */
    @PostMapping("/console/guides/form")
    String shape(
            @AuthenticationPrincipal Staff staff,
            @RequestParam MultiValueMap<String, String> sent,
            @RequestParam String shape,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String fragment,
            Model model) {
        authority.require(staff, Permission.EDIT_GUIDES);
        var typed = Typed.of(sent);
        var item = itemOf(staff, typed);
        typed.shape(shape);
        var page = form(staff, item, typed, Map.of(), model);
        return fragment == null ? page : page + " :: fields";
    }

    /** What stands beside the form: who is editing, what the rules say, what residents would see. */
    @PostMapping("/console/guides/side")
    String side(@AuthenticationPrincipal Staff staff, @RequestParam MultiValueMap<String, String> sent, Model model) {
        authority.require(staff, Permission.EDIT_GUIDES);
        var typed = Typed.of(sent);
        var item = itemOf(staff, typed);
        var reading = TypedGuide.read(typed);
        model.addAttribute("item", item);
        if (item != null) {
            var lock = locks.take(staff, item.id());
            model.addAttribute("lock", lock);
            model.addAttribute("mine", lock.isOf(staff));
        }
        model.addAttribute("errors", reading.errors());
        judge(staff, item, typed, reading, model);
        return "guide/side :: side";
    }

    private void judge(Staff staff, @Nullable GuideItem item, Typed typed, TypedGuide.Reading reading, Model model) {
        var content = reading.content();
        model.addAttribute("guide", content);
        if (content != null) {
            var found = findings.preview(item == null ? place(staff, typed) : item.cellId(), content);
            model.addAttribute("notes", Notes.of(found, reading.origins()));
            model.addAttribute("score", Lint.score(found));
            model.addAttribute("lintErrors", Lint.errors(found));
        }
    }

    /** Where a new guide is to hold; as long as that is not chosen, where its author works. */
    private long place(Staff staff, Typed typed) {
        var chosen = typed.text("cellId");
        if (!chosen.isEmpty()) {
            long cell = Id.valueOf(chosen).value();
            authority.require(staff, Permission.EDIT_GUIDES, cell);
            return cell;
        }
        return authority.roots(staff, Permission.EDIT_GUIDES).getFirst().id();
    }

    @PostMapping("/console/guides")
    String create(
            @AuthenticationPrincipal Staff staff,
            @RequestParam MultiValueMap<String, String> sent,
            @RequestParam String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        authority.require(staff, Permission.EDIT_GUIDES);
        var typed = Typed.of(sent);
        var reading = TypedGuide.read(typed);
        var errors = new LinkedHashMap<>(reading.errors());
        if (typed.text("cellId").isEmpty()) {
            errors.put("cellId", "请选择适用范围。");
        }
        var content = reading.content();
        if (content != null && errors.isEmpty()) {
            try {
                long cellId = Id.valueOf(typed.text("cellId")).value();
                var id = idempotency.once(
                        staff,
                        "guide.create",
                        requestKey,
                        typed.everything(),
                        Id.class,
                        () -> Id.of(drafts.create(staff, cellId, content)));
                flash.addFlashAttribute("toast", "草稿已保存。写好后提交审核。");
                return "redirect:/console/guides/" + id;
            } catch (Authority.NotAllowed | NotFound notTheirs) {
                throw notTheirs;
            } catch (Refusal refusal) {
                errors.put("", refusal.sentence());
            }
        }
        response.setStatus(422);
        return form(staff, null, typed, errors, model);
    }

    @PostMapping("/console/guides/{id}/draft")
    String save(
            @AuthenticationPrincipal Staff staff,
            @PathVariable Id id,
            @RequestParam MultiValueMap<String, String> sent,
            @RequestParam int edits,
            @RequestParam String requestKey,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var item = item(staff, id);
        var typed = Typed.of(sent);
        var reading = TypedGuide.read(typed);
        var errors = new LinkedHashMap<>(reading.errors());
        var content = reading.content();
        if (content != null) {
            try {
                idempotency.<@Nullable Void>once(
                        staff, "guide.save:" + id, requestKey, typed.everything(), Void.class, () -> {
                            drafts.save(staff, item.id(), edits, content);
                            locks.release(staff, item.id());
                            return null;
                        });
                flash.addFlashAttribute("toast", "草稿已保存。");
                return "redirect:/console/guides/" + id;
            } catch (Authority.NotAllowed | NotFound notTheirs) {
                throw notTheirs;
            } catch (Refusal refusal) {
                errors.put("", refusal.sentence());
            }
        }
        response.setStatus(422);
        model.addAttribute("edits", edits);
        return form(staff, item, typed, errors, model);
    }

    /** Takes the editing over from a colleague. */
    @PostMapping("/console/guides/{id}/lock")
    String takeOver(@AuthenticationPrincipal Staff staff, @PathVariable Id id, @RequestParam String requestKey) {
        idempotency.<@Nullable Void>once(staff, "guide.lock:" + id, requestKey, null, Void.class, () -> {
            locks.takeOver(staff, id.value());
            return null;
        });
        return "redirect:/console/guides/" + id + "/draft";
    }

    private @Nullable GuideItem itemOf(Staff staff, Typed typed) {
        var id = typed.text("guideId");
        return id.isEmpty() ? null : item(staff, Id.valueOf(id));
    }

    private GuideItem item(Staff staff, Id id) {
        authority.require(staff, Permission.EDIT_GUIDES);
        var item = versions.item(id.value());
        authority.require(staff, Permission.EDIT_GUIDES, item.cellId());
        return item;
    }

    private String form(Staff staff, @Nullable GuideItem item, Typed typed, Map<String, String> errors, Model model) {
        model.addAttribute("item", item);
        model.addAttribute("typed", typed);
        model.addAttribute("errors", errors);
        if (!model.containsAttribute("edits")) {
            var edits = typed.text("edits");
            model.addAttribute("edits", edits.isEmpty() ? "0" : edits);
        }
        model.addAttribute("cells", scope.choices(staff));
        model.addAttribute("kinds", ServiceKind.values());
        model.addAttribute("topics", GuideTopic.values());
        model.addAttribute("audiences", Audience.values());
        model.addAttribute("natures", Handling.Nature.values());
        model.addAttribute("levels", Handling.Level.values());
        model.addAttribute("processings", Handling.Processing.values());
        model.addAttribute("units", TimeLimit.Unit.values());
        model.addAttribute("channels", Access.Channel.Kind.values());
        model.addAttribute("outcomes", Result.Kind.values());
        model.addAttribute("forms", Document.Form.values());
        model.addAttribute("media", Document.Medium.values());
        model.addAttribute("necessities", Document.Necessity.values());
        model.addAttribute("sources", Document.Source.values());
        model.addAttribute("effects", Circumstance.Effect.Kind.values());
        model.addAttribute("readers", Words.Reader.values());
        model.addAttribute("tags", GuideTag.values());
        return "guide/form";
    }
}
