package cn.estation.notice;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Which subscription message stands for which kind of notice. A kind without one only goes to the inbox. */
@ConfigurationProperties("estation.notice")
record NoticeSettings(@Nullable Map<NoticeKind, Template> templates) {

    /**
     * A template as it was chosen on the WeChat platform.
     *
     * @param id empty where none was chosen yet
     * @param page of the mini-program that opens
     * @param fields which fact stands in which field, for example {@code thing1: task}
     */
    record Template(
            @DefaultValue("") String id,
            @DefaultValue("pages/notices/index") String page,
            @DefaultValue Map<String, String> fields) {}

    Optional<Template> of(NoticeKind kind) {
        return Optional.ofNullable(all().get(kind));
    }

    boolean knows(String templateId) {
        return all().values().stream().anyMatch(template -> template.id().equals(templateId));
    }

    /** Those that were chosen. */
    Map<NoticeKind, Template> all() {
        return templates == null
                ? Map.of()
                : templates.entrySet().stream()
                        .filter(entry -> !entry.getValue().id().isBlank())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
