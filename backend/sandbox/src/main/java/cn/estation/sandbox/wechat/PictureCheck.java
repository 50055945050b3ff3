package cn.estation.sandbox.wechat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * Looks at pictures: fetches each and pushes {@code wxa_media_check} a little later. A picture that is red all over is risky, one that is
 * yellow all over should be reviewed, everything else passes; a picture that cannot be had is an errcode.
 *
 * <p>The platform fetches from the public address. That of a laptop leads nowhere, so the picture is fetched from where the server takes
 * its callbacks.
 */
final class PictureCheck {

    private static final int PORN = 20_002;
    private static final int NORMAL = 100;
    private static final int NOT_FETCHED = -1008;
    private static final int LARGEST = 10 * 1024 * 1024;

    private final Events events;
    private final Callbacks callbacks;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    PictureCheck(Events events, Callbacks callbacks) {
        this.events = events;
        this.callbacks = callbacks;
    }

    void start(Person author, String url, String trace) {
        Thread.startVirtualThread(() -> look(author, url, trace));
    }

    private void look(Person author, String url, String trace) {
        var picture = fetch(url);
        var event = picture == null
                ? events.mediaCheck(author, trace, "", NORMAL, NOT_FETCHED)
                : verdict(author, trace, mean(picture));
        callbacks.push(Account.MINI_PROGRAM, author.maOpenId(), event, PushOptions.genuine());
    }

    private String verdict(Person author, String trace, Color mean) {
        if (mean.getRed() < 200 || mean.getBlue() > 60) {
            return events.mediaCheck(author, trace, "pass", NORMAL, 0);
        }
        if (mean.getGreen() < 60) {
            return events.mediaCheck(author, trace, "risky", PORN, 0);
        }
        return events.mediaCheck(author, trace, mean.getGreen() > 200 ? "review" : "pass", NORMAL, 0);
    }

    private @Nullable BufferedImage fetch(String url) {
        try {
            var asked = URI.create(url);
            var server = URI.create(callbacks.url(Account.MINI_PROGRAM));
            var request = HttpRequest.newBuilder(server.resolve(asked.getRawPath() + "?" + asked.getRawQuery()))
                    .timeout(Duration.ofSeconds(5))
                    .GET()
                    .build();
            var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return answer.statusCode() == 200 && answer.body().length <= LARGEST
                    ? ImageIO.read(new ByteArrayInputStream(answer.body()))
                    : null;
        } catch (IOException | IllegalArgumentException unreachable) {
            return null;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static Color mean(BufferedImage picture) {
        long red = 0;
        long green = 0;
        long blue = 0;
        int points = 0;
        int step = Math.max(1, Math.max(picture.getWidth(), picture.getHeight()) / 64);
        for (int y = 0; y < picture.getHeight(); y += step) {
            for (int x = 0; x < picture.getWidth(); x += step) {
                var point = new Color(picture.getRGB(x, y));
                red += point.getRed();
                green += point.getGreen();
                blue += point.getBlue();
                points++;
            }
        }
        return new Color((int) (red / points), (int) (green / points), (int) (blue / points));
    }
}
