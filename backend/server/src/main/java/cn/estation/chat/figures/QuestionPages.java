package cn.estation.chat.figures;

import cn.estation.chat.mending.MissScope;
import cn.estation.chat.miss.Channel;
import cn.estation.chat.miss.Outcome;
import cn.estation.chat.miss.Wordings;
import cn.estation.chat.talk.Lines;
import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.guide.Guides;
import cn.estation.guide.PublishedGuide;
import cn.estation.identity.ActorNames;
import cn.estation.identity.ConsolePage;
import cn.estation.identity.Permission;
import cn.estation.identity.Reveal;
import cn.estation.identity.Staff;
import cn.estation.kernel.Id;
import cn.estation.kernel.Ids;
import cn.estation.kernel.NotFound;
import cn.estation.kernel.Page;
import cn.estation.kernel.PageQuery;
import cn.estation.kernel.Time;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The console's 对话记录: every question with what came of it; what one person said, for a reason only. */
@Controller
class QuestionPages {

    private static final int MOST = 100;
    private static final String HIDDEN = "（已隐去，可写明理由打开对话）";

    private final AskedMapper ledger;
    private final Wordings wordings;
    private final Clear clear;
    private final MissScope scope;
    private final Reveal reveal;
    private final Guides guides;
    private final Grid grid;
    private final Lines talk;
    private final ActorNames names;

    QuestionPages(
            AskedMapper ledger,
            Wordings wordings,
            Clear clear,
            MissScope scope,
            Reveal reveal,
            Guides guides,
            Grid grid,
            Lines talk,
            ActorNames names) {
        this.ledger = ledger;
        this.wordings = wordings;
        this.clear = clear;
        this.scope = scope;
        this.reveal = reveal;
        this.guides = guides;
        this.grid = grid;
        this.talk = talk;
        this.names = names;
    }

    /** @param to the last day to show */
    record Search(
            @Nullable Channel channel,
            @Nullable Outcome outcome,
            @Nullable Id group,

            @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate from,

            @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
            LocalDate to) {

        /** Numbers of questions grow with time: the first of these days. */
        long first() {
            return from == null ? 0 : Ids.floor(from.atStartOfDay(Time.CHINA).toInstant());
        }

        /** The first after these days. */
        long end() {
            return to == null
                    ? Long.MAX_VALUE
                    : Ids.floor(to.plusDays(1).atStartOfDay(Time.CHINA).toInstant());
        }
    }

    /** A question as the page shows it. */
    record Line(
            long id, String text, String channel, String community, Outcome outcome, String answer, Instant askedAt) {}

    /** A line of the talk. */
    record Said(String who, String text, Instant at) {}

    @GetMapping("/console/questions")
    String list(@AuthenticationPrincipal Staff staff, Search search, PageQuery query, Model model) {
        var communities = scope.communities(staff, Permission.VIEW_ANALYTICS);
        var rows = ledger.page(
                communities,
                search.channel() == null ? null : search.channel().name(),
                search.outcome() == null ? null : search.outcome().name(),
                search.group() == null ? null : search.group().value(),
                search.first(),
                Math.min(query.before(), search.end()),
                query.limit());
        var page = Page.of(rows, query, AskedMapper.Entry::id);
        var readable = page.items().stream()
                .filter(row -> clear.mayRead(staff, row.people()))
                .map(AskedMapper.Entry::id)
                .toList();
        var texts = wordings.texts(readable);
        var titles = new HashMap<Long, String>();
        model.addAttribute("page", page.map(row -> line(row, texts.getOrDefault(row.id(), HIDDEN), titles)));
        model.addAttribute("search", search);
        model.addAttribute("channels", Channel.values());
        model.addAttribute("outcomes", Outcome.values());
        model.addAttribute("reveals", staff.may(Permission.REVEAL_PERSONAL));
        return "chat/questions";
    }

    /** What one person asked, and what they were told: for a reason, counted and on record. */
    @PostMapping("/console/questions/{id}/conversation")
    String conversation(
            @AuthenticationPrincipal Staff staff, @PathVariable Id id, @RequestParam String reason, Model model) {
        var communities = scope.communities(staff, Permission.REVEAL_PERSONAL);
        var entry = ledger.find(id.value());
        if (entry == null || !communities.contains(entry.communityId())) {
            throw new NotFound();
        }
        reveal.open(staff, entry.communityId(), "conversation.open", "question:" + id, reason);
        var rows = ledger.ofPerson(entry.person(), communities, MOST).reversed();
        var texts = wordings.texts(rows.stream().map(AskedMapper.Entry::id).toList());
        var titles = new HashMap<Long, String>();
        model.addAttribute(
                "lines",
                rows.stream()
                        .map(row -> line(row, texts.getOrDefault(row.id(), ""), titles))
                        .toList());
        model.addAttribute("said", said(entry.conversation()));
        model.addAttribute("reason", reason.strip());
        return "chat/conversation";
    }

    /** What both sides said, word for word, for as long as it is kept. */
    private List<Said> said(String conversation) {
        return talk.last(conversation, MOST).stream()
                .map(one -> new Said(who(one), one.text(), one.at()))
                .toList();
    }

    private String who(Lines.Line line) {
        return switch (line.author()) {
            case PERSON -> "居民";
            case BOT -> "机器人";
            case STAFF -> line.staffId() == null ? "工作人员" : names.name("staff:" + line.staffId());
            case SYSTEM -> "系统";
        };
    }

    private Line line(AskedMapper.Entry row, String text, Map<Long, String> titles) {
        return new Line(
                row.id(),
                text,
                Channel.valueOf(row.channel()).title(),
                row.communityId() == MissScope.UNPLACED
                        ? "不知道社区"
                        : grid.find(row.communityId()).map(GridCell::name).orElse("（已撤销的社区）"),
                Outcome.valueOf(row.outcome()),
                answer(row, titles),
                row.askedAt());
    }

    private String answer(AskedMapper.Entry row, Map<Long, String> titles) {
        var guide = row.chosenGuideId() == null ? row.guideId() : row.chosenGuideId();
        return guide == null
                ? ""
                : titles.computeIfAbsent(
                        guide,
                        id -> guides.published(id).map(PublishedGuide::title).orElse("（已撤下的指南）"));
    }

    @Configuration(proxyBeanMethods = false)
    static class Entry {
        @Bean
        ConsolePage questionsEntry() {
            return new ConsolePage("对话记录", "/console/questions", Permission.VIEW_ANALYTICS, 150);
        }
    }
}
