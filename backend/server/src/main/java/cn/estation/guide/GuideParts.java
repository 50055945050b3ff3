package cn.estation.guide;

import cn.estation.kernel.Ids;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Puts versions and their child rows together and takes them apart. */
@Component
class GuideParts {

    private final GuidePartMapper parts;
    private final Ids ids;

    GuideParts(GuidePartMapper parts, Ids ids) {
        this.parts = parts;
        this.ids = ids;
    }

    GuideContent of(GuideVersion version) {
        return of(List.of(version)).getFirst();
    }

    /** The contents of some versions, in the same order, with three queries for all of them. */
    List<GuideContent> of(List<GuideVersion> versions) {
        if (versions.isEmpty()) {
            return List.of();
        }
        var ids = versions.stream().map(GuideVersion::id).toList();
        var documents = group(parts.documents(ids), GuidePartMapper.Document::versionId);
        var steps = group(parts.steps(ids), GuidePartMapper.Line::versionId);
        var aliases = group(parts.aliases(ids), GuidePartMapper.Line::versionId);
        return versions.stream()
                .map(version -> GuideContent.of(
                        version,
                        documents.getOrDefault(version.id(), List.of()).stream()
                                .map(GuidePartMapper.Document::content)
                                .toList(),
                        lines(steps, version),
                        lines(aliases, version)))
                .toList();
    }

    /** Writes the child rows of a draft afresh. The caller has checked that it is one, and holds it. */
    void replace(long versionId, GuideContent content) {
        parts.deleteDocuments(versionId);
        parts.deleteSteps(versionId);
        parts.deleteAliases(versionId);
        int position = 0;
        for (var document : content.documents()) {
            parts.insertDocument(ids.next(), versionId, ++position, document);
        }
        position = 0;
        for (var step : content.steps()) {
            parts.insertStep(ids.next(), versionId, ++position, step);
        }
        position = 0;
        for (var alias : content.aliases()) {
            parts.insertAlias(ids.next(), versionId, ++position, alias);
        }
    }

    private static List<String> lines(Map<Long, List<GuidePartMapper.Line>> all, GuideVersion version) {
        return all.getOrDefault(version.id(), List.of()).stream()
                .map(GuidePartMapper.Line::text)
                .toList();
    }

    private static <T> Map<Long, List<T>> group(Collection<T> rows, Function<T, Long> version) {
        return rows.stream().collect(Collectors.groupingBy(version));
    }
}
