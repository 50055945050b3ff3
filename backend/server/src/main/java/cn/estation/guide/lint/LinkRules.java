package cn.estation.guide.lint;

import static cn.estation.guide.lint.Rule.error;

import cn.estation.guide.content.GuideContent;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Links lead where they may, and are written so that they can be opened. */
final class LinkRules {

    /** A page or file of our own. */
    private static final Pattern OWN = Pattern.compile("/[A-Za-z0-9][A-Za-z0-9/_.-]*(\\?[A-Za-z0-9=&_.-]*)?");

    /** What would be opened as an address if it stood behind a link; other words say where to get the paper. */
    private static final Pattern ADDRESS = Pattern.compile("(?i)([a-z][a-z0-9+.-]*:|[/\\\\]|www\\.).*", Pattern.DOTALL);

    private static final Pattern IN_TEXT = Pattern.compile("(?i)(https?://|www\\.)[!-~]+");

    private final Set<String> hosts;
    private final String ownHost;

    /**
     * @param hosts where links may lead
     * @param baseUrl where we ourselves are reached
     */
    LinkRules(Set<String> hosts, String baseUrl) {
        this.hosts = hosts;
        this.ownHost = host(baseUrl);
    }

    List<Rule> all() {
        return List.of(
                error(
                        "link-well-formed",
                        "网址写得对",
                        (guide, report) -> links(guide).forEach((field, link) -> {
                            if (!isOwn(link) && host(link).isEmpty()) {
                                report.add(field, "网址“" + link + "”不对，应以 https:// 开头，不带空格和汉字。");
                            }
                        })),
                error(
                        "link-host-allowed",
                        "链接只到可信的网站",
                        (guide, report) -> links(guide).forEach((field, link) -> {
                            var host = host(link);
                            if (!isOwn(link) && !host.isEmpty() && !allowed(host)) {
                                report.add(field, "“" + host + "”不在允许的网站之列，请用政府网站的地址，或请管理员加入。");
                            }
                        })),
                error(
                        "no-link-in-text",
                        "正文里没有外部链接",
                        (guide, report) -> Texts.of(guide)
                                .forEach((field, text) -> IN_TEXT.matcher(text)
                                        .results()
                                        .filter(link -> !allowed(host(link.group())))
                                        .forEach(link ->
                                                report.add(field, "正文里的链接“" + link.group() + "”不在允许的网站之列，请删去。")))));
    }

    /** The paths of our own that a guide leads to, by field; whole addresses of ours count too, in texts as well. */
    Map<String, String> own(GuideContent guide) {
        var own = new LinkedHashMap<String, String>();
        links(guide).forEach((field, link) -> path(link).ifPresent(path -> own.put(field, path)));
        Texts.of(guide)
                .forEach((field, text) -> IN_TEXT.matcher(text)
                        .results()
                        .flatMap(link -> path(link.group()).stream())
                        .forEach(path -> own.put(field, path)));
        return own;
    }

    private Optional<String> path(String link) {
        if (isOwn(link)) {
            return Optional.of(link);
        }
        if (ownHost.isEmpty() || !host(link).equals(ownHost)) {
            return Optional.empty();
        }
        var uri = URI.create(link);
        return Optional.of(uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery());
    }

    private static Map<String, String> links(GuideContent guide) {
        var links = new LinkedHashMap<String, String>();
        for (int i = 0; i < guide.access().channels().size(); i++) {
            links.put(
                    "channels[" + i + "].url", guide.access().channels().get(i).url());
        }
        for (int i = 0; i < guide.results().size(); i++) {
            links.put("results[" + i + "].sample", guide.results().get(i).sample());
        }
        for (int i = 0; i < guide.documents().size(); i++) {
            links.put("documents[" + i + "].blankForm", guide.documents().get(i).blankForm());
            links.put(
                    "documents[" + i + "].sampleForm", guide.documents().get(i).sampleForm());
        }
        links.entrySet()
                .removeIf(link -> link.getValue().isBlank()
                        || (!link.getKey().startsWith("channels")
                                && !ADDRESS.matcher(link.getValue()).matches()));
        return links;
    }

    private static boolean isOwn(String link) {
        return OWN.matcher(link).matches() && !link.contains("..");
    }

    /** Lower case; empty if it is no address that browsers open safely. */
    private static String host(String link) {
        try {
            var uri = new URI(link);
            boolean safe = "https".equals(uri.getScheme()) && uri.getUserInfo() == null && uri.getHost() != null;
            return safe ? uri.getHost().toLowerCase(Locale.ROOT) : "";
        } catch (URISyntaxException noAddress) {
            return "";
        }
    }

    private boolean allowed(String host) {
        return (!ownHost.isEmpty() && host.equals(ownHost))
                || hosts.stream().anyMatch(known -> host.equals(known) || host.endsWith("." + known));
    }
}
