package cn.estation.media.picture;

import cn.estation.kernel.Sha256;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.springframework.stereotype.Component;

/**
 * Reads pictures that people send and makes new ones of what they show. Whatever else the file held, such as the place
 * where it was taken, a script behind the picture or a second file, is gone.
 *
 * <p>What a file says about its size is read before anything is unpacked; large pictures are read in steps, so that the
 * memory needed depends on what comes out. A few are read at a time, the others wait.
 */
@Component
public class Pictures {

    /** The platform's content check takes no more; files, not pictures, of this size are refused. */
    public static final long MOST_BYTES = 10L * 1024 * 1024;

    private static final long MOST_PIXELS = 50_000_000;
    private static final int LONGEST_SIDE = 16_384;

    /** The longer side of what is kept. */
    private static final int KEPT_SIDE = 2_048;

    /** A PNG that gets larger than this is kept as JPEG. */
    private static final int LARGEST_PNG = 4 * 1024 * 1024;

    /** Progressive pictures come in about ten scans; each of thousands would be read over the whole picture. */
    private static final int MOST_SCANS = 64;

    private static final float QUALITY = 0.85f;
    private static final int AT_ONCE = 2;
    private static final int PATIENCE_SECONDS = 10;

    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    /** True if it begins as a picture does, whether it is one that is taken or not. */
    public static boolean isPicture(byte[] file) {
        return Kind.of(file) != Kind.OTHER;
    }

    /**
     * Makes a picture of a file.
     *
     * @throws PictureRefused if it is empty, too large, moving, broken, or anything but JPEG or PNG; or if too many are
     *     being read just now
     */
    public Picture read(byte[] file) {
        if (file.length == 0) {
            throw PictureRefused.empty();
        }
        if (file.length > MOST_BYTES) {
            throw PictureRefused.tooBig(MOST_BYTES);
        }
        var format = format(file);
        takeTurn();
        try {
            return made(file, format);
        } catch (IOException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | NegativeArraySizeException broken) {
            // The JDK's readers throw unchecked exceptions on some broken input.
            throw PictureRefused.broken();
        } catch (RuntimeException odd) {
            if (odd instanceof PictureRefused refused) {
                throw refused;
            }
            throw PictureRefused.broken();
        } finally {
            turns.release();
        }
    }

    private static Picture.Format format(byte[] file) {
        return switch (Kind.of(file)) {
            case JPEG -> {
                if (scans(file) > MOST_SCANS) {
                    throw PictureRefused.broken();
                }
                yield Picture.Format.JPEG;
            }
            case PNG -> {
                if (isAnimated(file)) {
                    throw PictureRefused.moving();
                }
                yield Picture.Format.PNG;
            }
            case GIF -> throw PictureRefused.moving();
            case WEBP -> throw PictureRefused.webp();
            case HEIC -> throw PictureRefused.heic();
            case OTHER -> throw PictureRefused.otherFormat();
        };
    }

    /** How often the marker of a scan stands in the file; inside a scan it cannot (ITU-T T.81, B.1.1.5). */
    private static int scans(byte[] jpeg) {
        int scans = 0;
        for (int i = 0; i + 1 < jpeg.length; i++) {
            if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == 0xDA) {
                scans++;
            }
        }
        return scans;
    }

    /** An acTL chunk before the picture's data says so (PNG, third edition, 11.3.6.1). */
    private static boolean isAnimated(byte[] png) {
        int at = 8;
        while (at + 12 <= png.length) {
            int length = ByteBuffer.wrap(png, at, 4).getInt();
            var name = new String(png, at + 4, 4, StandardCharsets.ISO_8859_1);
            if (name.equals("acTL")) {
                return true;
            }
            if (name.equals("IDAT") || length < 0 || length > png.length - at - 12) {
                return false;
            }
            at += 12 + length;
        }
        return false;
    }

    private void takeTurn() {
        try {
            if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw PictureRefused.busy();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw PictureRefused.busy();
        }
    }

    private static Picture made(byte[] file, Picture.Format format) throws IOException {
        int orientation = format == Picture.Format.JPEG ? Orientation.of(file) : Orientation.UPRIGHT;
        var shown = decoded(file, format);
        var drawn = drawn(shown, orientation, shown.getColorModel().hasAlpha());
        if (format == Picture.Format.PNG) {
            var png = encoded(drawn, Picture.Format.PNG);
            if (png.length <= LARGEST_PNG) {
                return picture(drawn, Picture.Format.PNG, png, file);
            }
        }
        var opaque = drawn.getColorModel().hasAlpha() ? drawn(drawn, Orientation.UPRIGHT, false) : drawn;
        return picture(opaque, Picture.Format.JPEG, encoded(opaque, Picture.Format.JPEG), file);
    }

    private static Picture picture(BufferedImage drawn, Picture.Format format, byte[] content, byte[] file) {
        return new Picture(format, drawn.getWidth(), drawn.getHeight(), content, Sha256.hex(file));
    }

    private static BufferedImage decoded(byte[] file, Picture.Format format) throws IOException {
        var reader = ImageIO.getImageReadersByFormatName(format.name()).next();
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(input, true, true);
            return decoded(reader);
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage decoded(ImageReader reader) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if (width < 1 || height < 1) {
            throw PictureRefused.broken();
        }
        if (width > LONGEST_SIDE || height > LONGEST_SIDE || (long) width * height > MOST_PIXELS) {
            throw PictureRefused.tooManyPixels();
        }
        var reading = reader.getDefaultReadParam();
        // At least twice as large as what is kept, so that it still looks well after scaling.
        int step = Math.max(1, Math.max(width, height) / (2 * KEPT_SIDE));
        reading.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, reading);
    }

    /** Draws it upright, at most as large as is kept; where it may not be see-through, on white. */
    private static BufferedImage drawn(BufferedImage shown, int orientation, boolean seeThrough) {
        double scale = Math.min(1, (double) KEPT_SIDE / Math.max(shown.getWidth(), shown.getHeight()));
        int width = Math.max(1, (int) Math.round(shown.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(shown.getHeight() * scale));
        boolean turns = Orientation.turns(orientation);
        var drawn = new BufferedImage(
                turns ? height : width,
                turns ? width : height,
                seeThrough ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        var pen = drawn.createGraphics();
        try {
            if (!seeThrough) {
                pen.setColor(Color.WHITE);
                pen.fillRect(0, 0, drawn.getWidth(), drawn.getHeight());
            }
            pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            pen.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
            var placed = Orientation.upright(orientation, width, height);
            placed.scale((double) width / shown.getWidth(), (double) height / shown.getHeight());
            pen.drawImage(shown, placed, null);
        } finally {
            pen.dispose();
        }
        return drawn;
    }

    private static byte[] encoded(BufferedImage drawn, Picture.Format format) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName(format.name()).next();
        var bytes = new ByteArrayOutputStream();
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            var writing = writer.getDefaultWriteParam();
            if (format == Picture.Format.JPEG) {
                writing.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                writing.setCompressionQuality(QUALITY);
            }
            writer.write(null, new IIOImage(drawn, null, null), writing);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
