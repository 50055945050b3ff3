package cn.estation.guide.version;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import cn.estation.guide.Circumstance;
import cn.estation.guide.content.About;
import cn.estation.guide.content.Access;
import cn.estation.guide.content.Document;
import cn.estation.guide.content.Faq;
import cn.estation.guide.content.Fee;
import cn.estation.guide.content.GuideContent;
import cn.estation.guide.content.GuideTag;
import cn.estation.guide.content.GuideTopic;
import cn.estation.guide.content.Result;
import cn.estation.guide.content.Standing;
import cn.estation.guide.content.Step;
import cn.estation.guide.content.Upkeep;
import cn.estation.guide.content.Words;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Puts versions and their child rows together and takes them apart. */
@Component
class Contents {

    private final ContentMapper rows;

    Contents(ContentMapper rows) {
        this.rows = rows;
    }

    GuideContent of(long versionId) {
        return Objects.requireNonNull(of(List.of(versionId)).get(versionId));
    }

    /** What some versions say, with one query for each table whatever their number. */
    Map<Long, GuideContent> of(Collection<Long> versions) {
        if (versions.isEmpty()) {
            return Map.of();
        }
        var parts = new Parts(rows, versions);
        return rows.texts(versions).stream().collect(toMap(VersionText::id, parts::content));
    }

    /** Writes the child rows of a draft afresh. The caller has checked that it is one, and holds it. */
    void replace(long versionId, GuideContent content) {
        delete(versionId);
        write(versionId, content.about().topics(), rows::insertTopics);
        write(versionId, content.upkeep().tags(), rows::insertTags);
        write(versionId, content.access().channels(), rows::insertChannels);
        write(versionId, content.fee().items(), rows::insertFees);
        write(versionId, content.results(), rows::insertResults);
        write(versionId, content.steps(), rows::insertSteps);
        write(versionId, content.documents(), rows::insertDocuments);
        write(versionId, content.faqs(), rows::insertFaqs);
        write(versionId, content.standing().legalBasis(), rows::insertLaws);
        write(versionId, content.words().aliases(), rows::insertAliases);
        content.words().plain().forEach((reader, text) -> rows.insertPlain(versionId, reader, text));
        write(versionId, content.circumstances(), rows::insertCircumstances);
        write(versionId, options(versionId, content), (id, options) -> rows.insertOptions(options));
        write(versionId, effects(versionId, content), (id, effects) -> rows.insertEffects(effects));
    }

    private static <T> void write(long versionId, List<T> parts, BiConsumer<Long, List<T>> insert) {
        if (!parts.isEmpty()) {
            insert.accept(versionId, parts);
        }
    }

    private static List<ContentMapper.OptionRow> options(long versionId, GuideContent content) {
        return content.circumstances().stream()
                .flatMap(question -> question.options().stream()
                        .map(option -> new ContentMapper.OptionRow(
                                versionId, question.id(), option.id(), option.text(), option.next())))
                .toList();
    }

    private static List<ContentMapper.EffectRow> effects(long versionId, GuideContent content) {
        return content.circumstances().stream()
                .flatMap(question -> question.options().stream()
                        .flatMap(option -> option.effects().stream()
                                .map(effect -> new ContentMapper.EffectRow(
                                        versionId,
                                        question.id(),
                                        option.id(),
                                        effect.kind(),
                                        effect.document(),
                                        effect.text()))))
                .toList();
    }

    /** Children of children first. */
    private void delete(long versionId) {
        rows.deleteEffects(versionId);
        rows.deleteOptions(versionId);
        rows.deleteCircumstances(versionId);
        rows.deletePlains(versionId);
        rows.deleteAliases(versionId);
        rows.deleteLaws(versionId);
        rows.deleteFaqs(versionId);
        rows.deleteDocuments(versionId);
        rows.deleteSteps(versionId);
        rows.deleteResults(versionId);
        rows.deleteFees(versionId);
        rows.deleteChannels(versionId);
        rows.deleteTags(versionId);
        rows.deleteTopics(versionId);
    }

    /** The child rows of some versions, each kind by version. */
    private static final class Parts {

        private final Map<Long, List<GuideTopic>> topics;
        private final Map<Long, List<GuideTag>> tags;
        private final Map<Long, List<Access.Channel>> channels;
        private final Map<Long, List<Fee.Item>> fees;
        private final Map<Long, List<Result>> results;
        private final Map<Long, List<Step>> steps;
        private final Map<Long, List<Document>> documents;
        private final Map<Long, List<Faq>> faqs;
        private final Map<Long, List<Standing.Law>> laws;
        private final Map<Long, List<String>> aliases;
        private final Map<Long, List<ContentMapper.PlainRow>> plains;
        private final Map<Long, List<ContentMapper.CircumstanceRow>> circumstances;
        private final Map<Long, List<ContentMapper.OptionRow>> options;
        private final Map<Long, List<ContentMapper.EffectRow>> effects;

        Parts(ContentMapper rows, Collection<Long> ids) {
            topics = by(rows.topics(ids), ContentMapper.TopicRow::versionId, ContentMapper.TopicRow::topic);
            tags = by(rows.tags(ids), ContentMapper.TagRow::versionId, ContentMapper.TagRow::tag);
            channels = by(
                    rows.channels(ids),
                    ContentMapper.ChannelRow::versionId,
                    row -> new Access.Channel(row.kind(), row.url(), row.note()));
            fees = by(
                    rows.fees(ids),
                    ContentMapper.FeeRow::versionId,
                    row -> new Fee.Item(row.name(), row.standard(), row.basis(), row.waiver()));
            results = by(
                    rows.results(ids),
                    ContentMapper.ResultRow::versionId,
                    row -> new Result(row.kind(), row.name(), row.sample(), row.delivery()));
            steps = by(rows.steps(ids), ContentMapper.StepRow::versionId, row -> new Step(row.name(), row.content()));
            documents = by(rows.documents(ids), ContentMapper.DocumentRow::versionId, Parts::document);
            faqs = by(rows.faqs(ids), ContentMapper.FaqRow::versionId, row -> new Faq(row.question(), row.answer()));
            laws = by(
                    rows.laws(ids),
                    ContentMapper.LawRow::versionId,
                    row -> new Standing.Law(row.law(), row.number(), row.article(), row.content()));
            aliases = by(rows.aliases(ids), ContentMapper.AliasRow::versionId, ContentMapper.AliasRow::words);
            plains = by(rows.plains(ids), ContentMapper.PlainRow::versionId, Function.identity());
            circumstances = by(rows.circumstances(ids), ContentMapper.CircumstanceRow::versionId, Function.identity());
            options = by(rows.options(ids), ContentMapper.OptionRow::versionId, Function.identity());
            effects = by(rows.effects(ids), ContentMapper.EffectRow::versionId, Function.identity());
        }

        GuideContent content(VersionText text) {
            long id = text.id();
            return new GuideContent(
                    new About(
                            text.title(),
                            text.kind(),
                            of(topics, id),
                            text.audience(),
                            text.summary(),
                            text.eligibility(),
                            text.limits()),
                    text.handling(),
                    new Access(
                            text.visits(),
                            text.visitReason(),
                            of(channels, id),
                            text.place(),
                            text.hours(),
                            text.phone(),
                            text.complaintPhone()),
                    new Fee(text.charged(), text.feeBasis(), text.payOnline(), of(fees, id)),
                    of(results, id),
                    of(steps, id),
                    of(documents, id),
                    of(faqs, id),
                    new Standing(text.rights(), text.duties(), of(laws, id)),
                    new Words(of(aliases, id), plain(id)),
                    new Upkeep(
                            of(tags, id),
                            text.assisted(),
                            text.reviewBy(),
                            text.owner(),
                            text.effectiveFrom(),
                            text.effectiveTo()),
                    of(circumstances, id).stream().map(this::circumstance).toList());
        }

        private Map<Words.Reader, String> plain(long id) {
            return of(plains, id).stream()
                    .collect(toMap(ContentMapper.PlainRow::reader, ContentMapper.PlainRow::content));
        }

        private Circumstance circumstance(ContentMapper.CircumstanceRow row) {
            return new Circumstance(
                    row.code(),
                    row.question(),
                    of(options, row.versionId()).stream()
                            .filter(option -> option.circumstance().equals(row.code()))
                            .map(this::option)
                            .toList());
        }

        private Circumstance.Option option(ContentMapper.OptionRow row) {
            return new Circumstance.Option(
                    row.code(),
                    row.content(),
                    row.nextCircumstance(),
                    of(effects, row.versionId()).stream()
                            .filter(effect -> effect.circumstance().equals(row.circumstance())
                                    && effect.choice().equals(row.code()))
                            .map(effect -> new Circumstance.Effect(effect.kind(), effect.document(), effect.content()))
                            .toList());
        }

        private static Document document(ContentMapper.DocumentRow row) {
            return new Document(
                    row.code(),
                    row.name(),
                    row.form(),
                    row.copies(),
                    row.medium(),
                    row.necessity(),
                    row.source(),
                    row.sourceNote(),
                    row.blankForm(),
                    row.sampleForm(),
                    row.note(),
                    row.always());
        }

        private static <T> List<T> of(Map<Long, List<T>> all, long version) {
            return all.getOrDefault(version, List.of());
        }

        private static <R, T> Map<Long, List<T>> by(List<R> rows, Function<R, Long> version, Function<R, T> part) {
            return rows.stream().collect(groupingBy(version, mapping(part, toList())));
        }
    }
}
