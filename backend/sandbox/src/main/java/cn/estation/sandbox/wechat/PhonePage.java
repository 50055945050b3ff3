package cn.estation.sandbox.wechat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page that is the phone: four files, nothing from elsewhere. */
final class PhonePage {

    private static final Map<String, String> FILES = Map.of(
            "/", "index.html",
            "/phone/phone.css", "phone.css",
            "/phone/phone.js", "phone.js",
            "/phone/icon.svg", "icon.svg");

    private PhonePage() {}

    /** The file of the page that a call asks for, or null when it asks for something else. */
    static @Nullable Answer answer(Call call) {
        var name = FILES.get(call.path());
        return name == null || !call.method().equals("GET") ? null : new Answer(200, type(name), content(name));
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.'))) {
            case ".css" -> "text/css; charset=utf-8";
            case ".js" -> "text/javascript; charset=utf-8";
            case ".svg" -> "image/svg+xml";
            default -> "text/html; charset=utf-8";
        };
    }

    private static byte[] content(String name) {
        try (var file = PhonePage.class.getResourceAsStream("/phone/" + name)) {
            if (file == null) {
                throw new IllegalStateException("The page's file " + name + " is missing");
            }
            return file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
