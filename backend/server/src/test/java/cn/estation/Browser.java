package cn.estation;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A real Chromium for tests tagged {@code browser}. Takes the one named by {@code estation.browser} or the environment's
 * {@code CHROMIUM}, or one of the usual places; where there is none the test is skipped by name.
 *
 * <p>Remembers what the console of the browser complained about: a blocked script or style is a defect.
 */
public final class Browser implements AutoCloseable {

    private static final List<String> USUAL =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium");
    private static final int PATIENCE_MILLIS = 10_000;
    private static final Path SHOTS = Path.of("target", "screenshots");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final String base;
    private final List<String> complaints = new ArrayList<>();

    private Browser(Path executable, String base) {
        this.base = base;
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        this.playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(List.of("--no-sandbox", "--lang=zh-CN")));
    }

    /** Opens Chromium on the server at this port, or skips the test. */
    public static Browser on(int port) {
        var executable = executable();
        Assumptions.assumeTrue(
                executable.isPresent(), "没有找到 Chromium：浏览器测试已跳过。安装 chromium，或用 -Destation.browser 指明位置。");
        return new Browser(executable.get(), "http://127.0.0.1:" + port);
    }

    private static Optional<Path> executable() {
        return Stream.concat(
                        Stream.of(System.getProperty("estation.browser"), System.getenv("CHROMIUM"))
                                .filter(Objects::nonNull),
                        USUAL.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A new window of somebody who has not signed in. */
    public Page page() {
        return page(1280, 900);
    }

    public Page page(int width, int height) {
        return watched(context(width, height).newPage());
    }

    /** A new window of somebody who has: the cookies of this caller come along. */
    public Page page(Caller caller) {
        return page(caller, 1280, 900);
    }

    public Page page(Caller caller, int width, int height) {
        var context = context(width, height);
        context.addCookies(caller.cookies().entrySet().stream()
                .map(cookie -> new Cookie(cookie.getKey(), cookie.getValue())
                        .setDomain("127.0.0.1")
                        .setPath("/")
                        .setSecure(true)
                        .setHttpOnly(true))
                .toList());
        return watched(context.newPage());
    }

    private BrowserContext context(int width, int height) {
        return chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(base)
                .setLocale("zh-CN")
                .setTimezoneId("Asia/Shanghai")
                .setViewportSize(width, height));
    }

    private Page watched(Page page) {
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onConsoleMessage(this::note);
        page.onPageError(complaints::add);
        return page;
    }

    private void note(ConsoleMessage message) {
        // A refusal is an answer, not a defect: the browser prints every status from 400.
        boolean refusal = message.text().startsWith("Failed to load resource")
                || message.text().startsWith("Response Status Error Code 4");
        if (message.type().equals("error") && !refusal) {
            complaints.add(message.text());
        }
    }

    /** What the browser's console complained about so far. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Keeps a picture under target/screenshots, for people to look at. */
    public void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    /** Fields of the page that nothing names: neither a label nor an aria-label. */
    public static List<String> namelessFields(Page page) {
        return texts(page.evaluate("""
                () => [...document.querySelectorAll('input:not([type=hidden]), select, textarea, button, a[href]')]
                  .filter(e => !(e.labels && e.labels.length && e.labels[0].textContent.trim())
                    && !e.getAttribute('aria-label') && !e.textContent.trim())
                  .map(e => e.outerHTML.slice(0, 120))"""));
    }

    /** Text of the page that stands out too little from its ground: under 4.5 to 1, or 3 to 1 where it is large. */
    public static List<String> faintTexts(Page page) {
        return texts(page.evaluate("""
                () => {
                  const parse = c => (c.match(/[\\d.]+/g) || []).map(Number);
                  const light = c => { const [r, g, b] = c.map(v => { v /= 255;
                    return v <= 0.03928 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4); });
                    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
                  const ground = e => { for (; e; e = e.parentElement) {
                    const c = parse(getComputedStyle(e).backgroundColor);
                    if (c.length === 3 || c[3] > 0.5) return c.slice(0, 3); } return [255, 255, 255]; };
                  const faint = [];
                  for (const e of document.querySelectorAll('body *')) {
                    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
                    if (!own || !e.checkVisibility()) continue;
                    const style = getComputedStyle(e);
                    const a = light(parse(style.color).slice(0, 3)), b = light(ground(e));
                    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                    const size = parseFloat(style.fontSize);
                    if (ratio < (size >= 24 ? 3 : 4.5)) faint.push(ratio.toFixed(2) + ' ' + e.textContent.trim().slice(0, 40));
                    if (size < 15) faint.push('size ' + size + ' ' + e.textContent.trim().slice(0, 40));
                  }
                  return faint;
                }"""));
    }

    /** By how many pixels the page is wider than its window. */
    public static int overflow(Page page) {
        return (Integer) page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
    }

    private static List<String> texts(Object list) {
        return ((List<?>) list).stream().map(String::valueOf).toList();
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
