package cn.estation.guide.version;

import cn.estation.guide.content.GuideContent;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What residents may read of a version: word for word what was reviewed. A text changed behind our back is not shown. */
@Component
public class Reviewed {

    private static final Logger log = LoggerFactory.getLogger(Reviewed.class);

    private final Versions versions;

    /** What a version said when it was published never changes, so it may be kept; whether it is still live is asked each time. */
    private final Cache<Long, GuideContent> contents =
            Caffeine.newBuilder().maximumSize(2_000).build();

    Reviewed(Versions versions) {
        this.versions = versions;
    }

    /** Empty if the text is not the one that was reviewed. The version has been published once. */
    public Optional<GuideContent> content(GuideVersion version) {
        var kept = contents.getIfPresent(version.id());
        return kept != null ? Optional.of(kept) : keep(version, versions.content(version));
    }

    /** Reads the contents of several versions at once, for who asks for them one by one afterwards. */
    public void read(Collection<GuideVersion> some) {
        List<GuideVersion> unknown = some.stream()
                .filter(version -> contents.getIfPresent(version.id()) == null)
                .toList();
        Map<Long, GuideContent> read =
                versions.contents(unknown.stream().map(GuideVersion::id).toList());
        unknown.forEach(version -> keep(version, Objects.requireNonNull(read.get(version.id()))));
    }

    private Optional<GuideContent> keep(GuideVersion version, GuideContent content) {
        if (!version.says(content)) {
            log.error("guide version {} is not what was published: digest differs; it is not shown", version.id());
            return Optional.empty();
        }
        contents.put(version.id(), content);
        return Optional.of(content);
    }
}
