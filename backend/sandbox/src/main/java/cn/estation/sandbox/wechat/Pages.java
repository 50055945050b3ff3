package cn.estation.sandbox.wechat;

import java.util.Set;
import java.util.regex.Pattern;

/** The pages of the published mini-program. Until somebody says which there are, every page below {@code pages/} is one. */
final class Pages {

    private static final Pattern ANY = Pattern.compile("pages/[A-Za-z0-9_\\-/]{1,100}");

    private volatile Set<String> published = Set.of();

    void publish(Set<String> pages) {
        published = Set.copyOf(pages);
    }

    /** @param page a page with or without a query */
    boolean has(String page) {
        int query = page.indexOf('?');
        var path = query < 0 ? page : page.substring(0, query);
        var known = published;
        return known.isEmpty() ? ANY.matcher(path).matches() : known.contains(path);
    }
}
