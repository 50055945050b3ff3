package cn.estation.media.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of files that claim to be pictures. */
class PicturesTests {

    private static final String SCRIPT = "<script>alert(document.domain)</script>";

    private final Pictures pictures = new Pictures();

    @Test
    void makesAJpegOfAJpegAndAPngOfAPng() throws IOException {
        var photo = pictures.read(TestFiles.jpeg(400, 300, Color.ORANGE));
        assertThat(photo.format()).isEqualTo(Picture.Format.JPEG);
        assertThat(photo.width()).isEqualTo(400);
        assertThat(photo.height()).isEqualTo(300);
        assertThat(shown(photo).getWidth()).isEqualTo(400);

        var shot = pictures.read(TestFiles.png(200, 100, new Color(10, 200, 30, 128)));
        assertThat(shot.format()).isEqualTo(Picture.Format.PNG);
        var point = new Color(shown(shot).getRGB(5, 5), true);
        assertThat(point.getAlpha()).isEqualTo(128);
        assertThat(point.getGreen()).isBetween(198, 202);
    }

    @Test
    void leavesOutWhereAndByWhomAPhotoWasTaken() {
        var file = TestFiles.withExif(TestFiles.jpeg(64, 48, Color.GRAY), 1);
        assertThat(text(file)).contains("GPSLatitude", "WANGXIUYING");

        var picture = pictures.read(file);

        assertThat(text(picture.content())).doesNotContain("GPS", "WANGXIUYING", "Exif");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 40, 20, RED", "2, 40, 20, BLUE", "3, 40, 20, BLUE", "4, 40, 20, RED",
        "5, 20, 40, RED", "6, 20, 40, RED", "7, 20, 40, BLUE", "8, 20, 40, BLUE"
    })
    void turnsWhatTheCameraHeldAskew(int orientation, int width, int height, String topLeft) throws IOException {
        var picture = pictures.read(TestFiles.withExif(TestFiles.twoHalves(40, 20), orientation));

        assertThat(picture.width()).isEqualTo(width);
        assertThat(picture.height()).isEqualTo(height);
        var corner = new Color(shown(picture).getRGB(3, 3));
        assertThat(corner.getRed() > corner.getBlue() ? "RED" : "BLUE").isEqualTo(topLeft);
    }

    @Test
    void makesLargePhotosSmaller() {
        var picture = pictures.read(TestFiles.jpeg(6000, 4000, Color.PINK));

        assertThat(picture.width()).isEqualTo(2048);
        assertThat(picture.height()).isBetween(1364, 1366);
    }

    @Test
    void keepsNothingThatStandsBehindThePicture() throws IOException {
        var zip = new ByteArrayOutputStream();
        try (var entries = new ZipOutputStream(zip)) {
            entries.putNextEntry(new ZipEntry("Evil.class"));
            entries.write(new byte[100]);
        }
        var gifar = TestFiles.concat(TestFiles.jpeg(50, 50, Color.CYAN), zip.toByteArray());
        var page = TestFiles.concat(
                TestFiles.png(50, 50, Color.CYAN), ("<html>" + SCRIPT).getBytes(StandardCharsets.UTF_8));
        var pdf = TestFiles.concat(
                TestFiles.jpeg(50, 50, Color.CYAN), "%PDF-1.7 /JavaScript".getBytes(StandardCharsets.UTF_8));

        for (var file : java.util.List.of(gifar, page, pdf)) {
            assertThat(text(pictures.read(file).content())).doesNotContain("script", "Evil", "PDF", "html");
        }
        try (var archive =
                new ZipInputStream(new ByteArrayInputStream(pictures.read(gifar).content()))) {
            assertThat(archive.getNextEntry()).isNull();
        }
    }

    @Test
    void keepsNothingThatIsHiddenInAComment() {
        var comment = (SCRIPT + "<?php system($_GET['c']); ?>").getBytes(StandardCharsets.UTF_8);
        var jpeg = TestFiles.withSegment(TestFiles.jpeg(50, 50, Color.CYAN), 0xFE, comment);
        var png = TestFiles.withChunk(TestFiles.png(50, 50, Color.CYAN), "tEXt", comment);

        assertThat(text(pictures.read(jpeg).content())).doesNotContain("script", "php");
        assertThat(text(pictures.read(png).content())).doesNotContain("script", "php");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
                "<!DOCTYPE html><html><body>" + SCRIPT,
                "%PDF-1.7\n1 0 obj",
                "PK\u0003\u0004evil.jar",
                "<%@ page import=\"java.io.*\" %>",
                "BM______________",
                "II*\0________",
                "MZ\u0090\0",
                "#!/bin/sh\nrm -rf /",
                "x"
            })
    void refusesWhatIsNoPictureWhateverItIsCalled(String content) {
        assertRefused(content.getBytes(StandardCharsets.ISO_8859_1), "picture-format", 415);
    }

    @Test
    void saysHowToMendFormatsThatPhonesMake() {
        var heic = TestFiles.concat(
                new byte[] {0, 0, 0, 24}, "ftypheic".getBytes(StandardCharsets.US_ASCII), new byte[500]);
        var webp = TestFiles.concat(
                "RIFF".getBytes(StandardCharsets.US_ASCII),
                new byte[4],
                "WEBPVP8 ".getBytes(StandardCharsets.US_ASCII),
                new byte[99]);

        assertThatThrownBy(() -> pictures.read(heic)).hasMessageContaining("兼容性最佳");
        assertThatThrownBy(() -> pictures.read(webp)).hasMessageContaining("截");
    }

    @Test
    void refusesMovingPicturesOfTenThousandFrames() {
        var gif = "GIF89a".getBytes(StandardCharsets.US_ASCII);
        byte[] frames = {0, 0, 0x27, 0x10, 0, 0, 0, 0};
        var apng = TestFiles.withChunk(TestFiles.png(20, 20, Color.RED), "acTL", frames);

        assertRefused(gif, "picture-moving", 415);
        assertRefused(apng, "picture-moving", 415);
    }

    @ParameterizedTest
    @CsvSource({"65000, 65000", "20000, 20", "16000, 16000", "2147483647, 2147483647"})
    void looksAtTheSizeBeforeUnpackingAFlood(int width, int height) {
        var flood = TestFiles.bomb(width, height);
        assertThat(flood.length).isLessThan(10_000);

        long before = System.nanoTime();
        assertThatThrownBy(() -> pictures.read(flood)).isInstanceOf(PictureRefused.class);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void doesNotUnpackWhatItDoesNotNeed() {
        // 200 MB of zeros in a packed text and in a packed colour profile.
        var text = TestFiles.concat("c\0\0".getBytes(StandardCharsets.ISO_8859_1), TestFiles.zeros(200_000_000));
        var png =
                TestFiles.withChunk(TestFiles.withChunk(TestFiles.png(30, 30, Color.RED), "zTXt", text), "iCCP", text);

        long before = System.nanoTime();
        assertThat(pictures.read(png).width()).isEqualTo(30);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void survivesABrokenColourProfile() {
        var profile = TestFiles.concat(
                "ICC_PROFILE\0".getBytes(StandardCharsets.ISO_8859_1), new byte[] {1, 1}, new byte[400]);
        var jpeg = TestFiles.withSegment(TestFiles.jpeg(40, 40, Color.RED), 0xE2, profile);

        try {
            assertThat(pictures.read(jpeg).width()).isEqualTo(40);
        } catch (PictureRefused refused) {
            assertThat(refused.sentence()).contains("打不开");
        }
    }

    @Test
    void refusesThousandsOfScans() {
        var jpeg = TestFiles.jpeg(40, 40, Color.RED);
        var scan = new byte[5_000 * 2];
        for (int i = 0; i < scan.length; i += 2) {
            scan[i] = (byte) 0xFF;
            scan[i + 1] = (byte) 0xDA;
        }

        assertRefused(TestFiles.concat(jpeg, scan), "picture-broken", 422);
    }

    @Test
    void refusesWhatIsCutOff() {
        var file = TestFiles.png(300, 300, Color.GREEN);

        assertRefused(Arrays.copyOf(file, 60), "picture-broken", 422);
        assertRefused(Arrays.copyOf(TestFiles.jpeg(300, 300, Color.GREEN), 30), "picture-broken", 422);
        assertRefused(new byte[0], "picture-missing", 400);
        assertRefused(new byte[(int) Pictures.MOST_BYTES + 1], "picture-too-large", 413);
    }

    /** Whatever is done to the bytes, there is a picture or a refusal, never a fault. */
    @Test
    void neverBreaksOnBrokenBytes() {
        var random = new Random(74);
        var originals = java.util.List.of(
                TestFiles.withExif(TestFiles.jpeg(60, 40, Color.RED), 6), TestFiles.png(60, 40, Color.RED));
        for (int round = 0; round < 600; round++) {
            var file = originals.get(round % 2).clone();
            IntStream.range(0, 1 + random.nextInt(12))
                    .forEach(i -> file[3 + random.nextInt(file.length - 3)] = (byte) random.nextInt(256));
            try {
                assertThat(pictures.read(file).content()).isNotEmpty();
            } catch (PictureRefused refused) {
                assertThat(refused.sentence()).endsWith("。");
            }
        }
    }

    private void assertRefused(byte[] file, String code, int status) {
        assertThatThrownBy(() -> pictures.read(file)).isInstanceOfSatisfying(PictureRefused.class, refused -> {
            assertThat(refused.getBody().getProperties()).containsEntry("code", code);
            assertThat(refused.getStatusCode().value()).isEqualTo(status);
        });
    }

    private static BufferedImage shown(Picture picture) throws IOException {
        return java.util.Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(picture.content())));
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1);
    }
}
