package cn.estation.guide.format;

import cn.estation.guide.content.About;
import cn.estation.guide.content.Access;
import cn.estation.guide.content.Document;
import cn.estation.guide.content.Fee;
import cn.estation.guide.content.GuideContent;
import cn.estation.guide.content.Handling;
import cn.estation.guide.content.Standing;
import cn.estation.guide.content.Upkeep;
import cn.estation.guide.content.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts what a platform knows of an item onto what staff made of it: the platform's words replace ours where it has any;
 * what it cannot know, questions above all, stays.
 */
public final class Merge {

    private Merge() {}

    public static GuideContent onto(GuideContent known, GuideContent fresh) {
        return new GuideContent(
                about(known.about(), fresh.about()),
                new Handling(
                        said(fresh.handling().handlingBody(), known.handling().handlingBody()),
                        known.handling().bodyNature(),
                        fresh.handling().useLevel(),
                        fresh.handling().processing() == Handling.Processing.IMMEDIATE
                                ? Handling.Processing.IMMEDIATE
                                : known.handling().processing(),
                        fresh.handling().statutory().text().isEmpty()
                                ? known.handling().statutory()
                                : fresh.handling().statutory(),
                        fresh.handling().promised().text().isEmpty()
                                ? known.handling().promised()
                                : fresh.handling().promised()),
                access(known.access(), fresh.access()),
                fresh.fee().equals(Fee.NONE) ? known.fee() : fee(known.fee(), fresh.fee()),
                known.results().isEmpty() ? fresh.results() : known.results(),
                known.steps(),
                documents(known, fresh.documents()),
                known.faqs(),
                known.standing().equals(Standing.NONE) ? fresh.standing() : known.standing(),
                new Words(
                        Stream.concat(known.words().aliases().stream(), fresh.words().aliases().stream())
                                .distinct()
                                .toList(),
                        known.words().plain()),
                upkeep(known.upkeep(), fresh.upkeep()),
                known.circumstances());
    }

    private static About about(About known, About fresh) {
        boolean sorted = fresh.topics().stream().anyMatch(topic -> topic != cn.estation.guide.content.GuideTopic.OTHER);
        return new About(
                fresh.title(),
                fresh.kind(),
                sorted || known.topics().isEmpty() ? fresh.topics() : known.topics(),
                fresh.audience(),
                said(fresh.summary(), known.summary()),
                said(fresh.eligibility(), known.eligibility()),
                said(fresh.limits(), known.limits()));
    }

    private static Access access(Access known, Access fresh) {
        return new Access(
                fresh.visits(),
                said(fresh.visitReason(), known.visitReason()),
                fresh.channels().isEmpty() ? known.channels() : fresh.channels(),
                said(fresh.place(), known.place()),
                said(fresh.hours(), known.hours()),
                said(fresh.phone(), known.phone()),
                said(fresh.complaintPhone(), known.complaintPhone()));
    }

    private static Fee fee(Fee known, Fee fresh) {
        return new Fee(
                true,
                said(fresh.basis(), known.basis()),
                fresh.payOnline() || known.payOnline(),
                fresh.items().isEmpty() ? known.items() : fresh.items());
    }

    private static Upkeep upkeep(Upkeep known, Upkeep fresh) {
        return new Upkeep(
                known.tags().isEmpty() ? fresh.tags() : known.tags(),
                known.assisted(),
                known.reviewBy(),
                known.owner(),
                known.effectiveFrom(),
                known.effectiveTo());
    }

    /** The platform's list; a document we know more of keeps it, and those that only questions add stay. */
    private static List<Document> documents(GuideContent known, List<Document> fresh) {
        if (fresh.isEmpty()) {
            return known.documents();
        }
        var merged = new ArrayList<Document>();
        var ids = known.documents().stream().map(Document::id).collect(Collectors.toCollection(HashSet::new));
        for (var document : fresh) {
            var earlier = known.documents().stream()
                    .filter(one -> one.name().equals(document.name()))
                    .findFirst();
            merged.add(earlier.orElseGet(() -> renamed(document, ids)));
        }
        var asked = known.circumstances().stream()
                .flatMap(circumstance -> circumstance.options().stream())
                .flatMap(option -> option.effects().stream())
                .map(effect -> effect.document())
                .collect(Collectors.toSet());
        known.documents().stream()
                .filter(document -> !merged.contains(document) && (!document.always() || asked.contains(document.id())))
                .forEach(merged::add);
        return merged;
    }

    private static Document renamed(Document document, java.util.Set<String> ids) {
        int number = 1;
        while (!ids.add("m" + number)) {
            number++;
        }
        return new Document(
                "m" + number,
                document.name(),
                document.form(),
                document.copies(),
                document.medium(),
                document.necessity(),
                document.source(),
                document.sourceNote(),
                document.blankForm(),
                document.sampleForm(),
                document.note(),
                document.always());
    }

    private static String said(String fresh, String known) {
        return fresh.isEmpty() ? known : fresh;
    }
}
