package cn.estation.guide;

import cn.estation.guide.content.Access;
import cn.estation.guide.content.Audience;
import cn.estation.guide.content.Document;
import cn.estation.guide.content.Faq;
import cn.estation.guide.content.GuideContent;
import cn.estation.guide.content.GuideTag;
import cn.estation.guide.content.GuideTopic;
import cn.estation.guide.content.Handling;
import cn.estation.guide.content.Result;
import cn.estation.guide.content.ServiceKind;
import cn.estation.guide.content.Standing;
import cn.estation.guide.content.Step;
import cn.estation.guide.content.TimeLimit;
import cn.estation.guide.content.Words;
import cn.estation.guide.version.GuideItem;
import cn.estation.guide.version.GuideStatus;
import cn.estation.kernel.Id;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A whole guide over HTTP. Codes are for programs; each has its name for people beside it.
 *
 * @param status PUBLISHED if it holds; SUPERSEDED or SUSPENDED for a version that was relied on before
 * @param fee what it costs in one line; the parts are in {@code fees}
 * @param timeLimit what is promised, otherwise the law, in one line
 * @param stale whether it is perhaps out of date: call before you go
 */
record GuideDetail(
        Id guideId,
        Id versionId,
        int version,
        GuideStatus status,
        String code,
        String title,
        ServiceKind kind,
        String kindName,
        List<Topic> topics,
        Audience audience,
        String audienceName,
        String summary,
        String eligibility,
        String limits,
        String handlingBody,
        Handling.Nature bodyNature,
        String bodyNatureName,
        Handling.Level useLevel,
        String useLevelName,
        Handling.Processing processing,
        String processingName,
        Limit statutory,
        Limit promised,
        String timeLimit,
        int visits,
        String visitReason,
        List<Channel> channels,
        String where,
        String hours,
        String phone,
        String complaintPhone,
        String fee,
        Fees fees,
        List<Outcome> results,
        List<Step> steps,
        List<Paper> documents,
        List<Faq> faqs,
        String rights,
        String duties,
        List<Standing.Law> legalBasis,
        Map<Words.Reader, String> plain,
        List<Tag> tags,
        boolean assisted,
        List<Circumstance> circumstances,
        @Nullable LocalDate reviewBy,
        LocalDate effectiveFrom,
        @Nullable LocalDate effectiveTo,
        @Nullable Instant publishedAt,
        boolean stale,
        boolean demonstration) {

    record Topic(GuideTopic topic, String name) {}

    record Tag(GuideTag tag, String name) {}

    record Limit(int days, TimeLimit.Unit unit, String note, String text) {
        static Limit of(TimeLimit limit) {
            return new Limit(limit.days(), limit.unit(), limit.note(), limit.text());
        }
    }

    record Channel(Access.Channel.Kind kind, String kindName, String url, String note) {
        static Channel of(Access.Channel channel) {
            return new Channel(channel.kind(), channel.kind().title(), channel.url(), channel.note());
        }
    }

    record Fees(boolean charged, String basis, boolean payOnline, List<Charge> items) {}

    record Charge(String name, String standard, String basis, String waiver) {}

    record Outcome(Result.Kind kind, String kindName, String name, String sample, String delivery) {
        static Outcome of(Result result) {
            return new Outcome(result.kind(), result.kind().title(), result.name(), result.sample(), result.delivery());
        }
    }

    /** @param always false if only a circumstance asks for it */
    record Paper(
            String id,
            String name,
            Document.Form form,
            String formName,
            int copies,
            Document.Medium medium,
            String mediumName,
            Document.Necessity necessity,
            String necessityName,
            Document.Source source,
            String sourceName,
            String sourceNote,
            String blankForm,
            String sampleForm,
            String note,
            boolean always) {

        static Paper of(Document document, String baseUrl) {
            return new Paper(
                    document.id(),
                    document.name(),
                    document.form(),
                    document.form().title(),
                    document.copies(),
                    document.medium(),
                    document.medium().title(),
                    document.necessity(),
                    document.necessity().title(),
                    document.source(),
                    document.source().title(),
                    document.sourceNote(),
                    whole(document.blankForm(), baseUrl),
                    whole(document.sampleForm(), baseUrl),
                    document.note(),
                    document.always());
        }
    }

    /** Addresses of our own are written out; words stay words. */
    private static String whole(String said, String baseUrl) {
        return said.startsWith("/") ? baseUrl + said : said;
    }

    static List<Topic> topics(GuideContent content) {
        return content.about().topics().stream()
                .map(topic -> new Topic(topic, topic.title()))
                .toList();
    }

    static List<Tag> tags(GuideContent content) {
        return content.upkeep().tags().stream()
                .map(tag -> new Tag(tag, tag.title()))
                .toList();
    }

    private static Fees fees(GuideContent content) {
        var fee = content.fee();
        return new Fees(
                fee.charged(),
                fee.basis(),
                fee.payOnline(),
                fee.items().stream()
                        .map(item -> new Charge(item.name(), item.standard(), item.basis(), item.waiver()))
                        .toList());
    }

    static GuideDetail of(GuideItem item, Guides.Live live, String baseUrl) {
        var version = live.version();
        var content = live.content();
        var about = content.about();
        var handling = content.handling();
        var access = content.access();
        var upkeep = content.upkeep();
        return new GuideDetail(
                Id.of(version.itemId()),
                Id.of(version.id()),
                version.number(),
                version.status(),
                item.code(),
                about.title(),
                about.kind(),
                about.kind().title(),
                topics(content),
                about.audience(),
                about.audience().title(),
                about.summary(),
                about.eligibility(),
                about.limits(),
                handling.handlingBody(),
                handling.bodyNature(),
                handling.bodyNature().title(),
                handling.useLevel(),
                handling.useLevel().title(),
                handling.processing(),
                handling.processing().title(),
                Limit.of(handling.statutory()),
                Limit.of(handling.promised()),
                handling.timeLimit(),
                access.visits(),
                access.visitReason(),
                access.channels().stream().map(Channel::of).toList(),
                access.place(),
                access.hours(),
                access.phone(),
                access.complaintPhone(),
                content.fee().text(),
                fees(content),
                content.results().stream().map(Outcome::of).toList(),
                content.steps(),
                content.documents().stream()
                        .map(document -> Paper.of(document, baseUrl))
                        .toList(),
                content.faqs(),
                content.standing().rights(),
                content.standing().duties(),
                content.standing().legalBasis(),
                content.words().plain(),
                tags(content),
                upkeep.assisted(),
                content.circumstances(),
                upkeep.reviewBy(),
                upkeep.effectiveFrom(),
                upkeep.effectiveTo(),
                version.publishedAt(),
                item.stale(),
                item.demonstration());
    }
}
