package cn.estation.console;

import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.identity.ActorNames;
import cn.estation.identity.ConsolePage;
import cn.estation.identity.Staff;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.kernel.RequestIds;
import cn.estation.kernel.Time;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** What every template may ask for as {@code @shell}: who is signed in, where they may go, how things are written. */
@Component("shell")
class Shell {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(Time.CHINA);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(Time.CHINA);

    private final List<ConsolePage> pages;
    private final Grid grid;
    private final Site site;
    private final ActorNames actors;

    Shell(List<ConsolePage> pages, Grid grid, Site site, ActorNames actors) {
        this.pages = pages.stream()
                .sorted(Comparator.comparingInt(ConsolePage::order))
                .toList();
        this.grid = grid;
        this.site = site;
        this.actors = actors;
    }

    /** Who is signed in, or null on the pages before that. */
    public @Nullable Staff staff() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Staff staff ? staff : null;
    }

    /** The pages this person may use. */
    public List<ConsolePage> pages() {
        var staff = staff();
        return staff == null
                ? List.of()
                : pages.stream().filter(page -> staff.may(page.permission())).toList();
    }

    /** The same, part by part. Parts without a page this person may use are left out. */
    public List<Menu> menu() {
        var pages = pages();
        return Arrays.stream(MenuPart.values())
                .map(part -> new Menu(
                        part.title(),
                        pages.stream().filter(page -> MenuPart.of(page) == part).toList()))
                .filter(menu -> !menu.pages().isEmpty())
                .toList();
    }

    /** A part of the menu. */
    public record Menu(String title, List<ConsolePage> pages) {}

    /** True if this page, or one below it that has no entry of its own, is being looked at. */
    public boolean isHere(String path) {
        var here = ServletUriComponentsBuilder.fromCurrentRequest().build().getPath();
        return here != null
                && isBelow(path, here)
                && pages.stream()
                        .map(ConsolePage::path)
                        .noneMatch(other -> other.length() > path.length() && isBelow(other, here));
    }

    private static boolean isBelow(String path, String here) {
        return here.equals(path) || here.startsWith(path + "/");
    }

    /** Where and as what this person works, for example 幸福社区 · 社区负责人. */
    public List<String> posts() {
        var staff = staff();
        return staff == null
                ? List.of()
                : staff.grants().stream().map(this::post).distinct().toList();
    }

    private String post(Staff.Grant grant) {
        return cellName(grant.cellId()) + " · " + grant.role().title();
    }

    /** The name of a part of the tree; 全系统 for 0. */
    public String cellName(long cellId) {
        return cellId == 0 ? "全系统" : grid.find(cellId).map(GridCell::name).orElse("（已撤销的组织）");
    }

    /** Who did something, by name: staff whole, residents masked. */
    public String actor(@Nullable String key) {
        return key == null ? "" : actors.name(key);
    }

    /** What something was done to: people by name, anything else by its kind and number. */
    public String subject(String key) {
        return key.startsWith("resident:") || key.startsWith("staff:") ? actors.name(key) : key;
    }

    public List<StaffRole> roles() {
        return List.of(StaffRole.values());
    }

    public Site site() {
        return site;
    }

    /** A key for one form: sent twice, it does its work once. A form that is shown again keeps its key. */
    public String formKey() {
        var sent = RequestContextHolder.currentRequestAttributes() instanceof ServletRequestAttributes request
                ? request.getRequest().getParameter("requestKey")
                : null;
        return sent == null ? newKey() : sent;
    }

    /** A key for a form that is a new one each time its page is shown. */
    public String newKey() {
        return Codes.next();
    }

    /** This page's address with one parameter changed, for the link to the next page of a list. */
    public String with(String parameter, Object value) {
        var uri = ServletUriComponentsBuilder.fromCurrentRequest()
                .replaceQueryParam(parameter, value)
                .encode()
                .build();
        return uri.getPath() + "?" + uri.getQuery();
    }

    /** A moment as people here read it. */
    public String time(@Nullable Instant moment) {
        return moment == null ? "" : MINUTE.format(moment);
    }

    public String second(@Nullable Instant moment) {
        return moment == null ? "" : SECOND.format(moment);
    }

    public String date(@Nullable LocalDate day) {
        return day == null ? "" : day.toString();
    }

    /** What to tell us when something went wrong. */
    public String requestId() {
        return RequestIds.current();
    }
}
