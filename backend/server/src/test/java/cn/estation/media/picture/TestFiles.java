package cn.estation.media.picture;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;

/** Good and evil files, made as they are needed. */
public final class TestFiles {

    private TestFiles() {}

    /** One colour all over. */
    public static byte[] jpeg(int width, int height, Color color) {
        return encoded(plain(width, height, color, BufferedImage.TYPE_INT_RGB), "jpeg");
    }

    public static byte[] png(int width, int height, Color color) {
        return encoded(plain(width, height, color, BufferedImage.TYPE_INT_ARGB), "png");
    }

    /** A photo nobody else has sent: grey, with a few points of its own. */
    public static byte[] photo(long seed) {
        var image = plain(320, 240, Color.GRAY, BufferedImage.TYPE_INT_RGB);
        var random = new java.util.Random(seed);
        for (int i = 0; i < 200; i++) {
            image.setRGB(random.nextInt(320), random.nextInt(240), random.nextInt(0x1000000));
        }
        return encoded(image, "png");
    }

    /** Left half red, right half blue: one can tell which way is up. */
    static byte[] twoHalves(int width, int height) {
        var image = plain(width, height, Color.BLUE, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(Color.RED);
        pen.fillRect(0, 0, width / 2, height);
        pen.dispose();
        return encoded(image, "jpeg");
    }

    private static BufferedImage plain(int width, int height, Color color, int type) {
        var image = new BufferedImage(width, height, type);
        var pen = image.createGraphics();
        pen.setColor(color);
        pen.fillRect(0, 0, width, height);
        pen.dispose();
        return image;
    }

    private static byte[] encoded(BufferedImage image, String format) {
        try {
            var bytes = new ByteArrayOutputStream();
            ImageIO.write(image, format, bytes);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** With EXIF that says how the camera was held, and where and by whom the photo was taken. */
    static byte[] withExif(byte[] jpeg, int orientation) {
        var tiff = ByteBuffer.allocate(200);
        tiff.put("MM\0*".getBytes(StandardCharsets.ISO_8859_1)).putInt(8);
        tiff.putShort((short) 3);
        tiff.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        tiff.putShort((short) 0x8825).putShort((short) 4).putInt(1).putInt(60);
        tiff.putShort((short) 0x013B).putShort((short) 2).putInt(20).putInt(100);
        tiff.putInt(0);
        tiff.position(60);
        tiff.put("GPSLatitude=32.0605;GPSLongitude=118.8".getBytes(StandardCharsets.US_ASCII));
        tiff.position(100);
        tiff.put("WANGXIUYING-OWNER-01".getBytes(StandardCharsets.US_ASCII));
        return withSegment(jpeg, 0xE1, concat("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1), tiff.array()));
    }

    /** A segment right behind the start of the picture. */
    static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        int length = content.length + 2;
        byte[] head = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) marker, (byte) (length >> 8), (byte) length};
        return concat(head, content, Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    /** A PNG of few bytes that claims this size, its lines all zero. */
    static byte[] bomb(int width, int height) {
        var header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put((byte) 8).put((byte) 0).put((byte) 0).put((byte) 0).put((byte) 0);
        return concat(
                signature(),
                chunk("IHDR", header.array()),
                chunk("IDAT", zeros(4 * 1024 * 1024)),
                chunk("IEND", new byte[0]));
    }

    /** A PNG with chunks put in before its picture. */
    static byte[] withChunk(byte[] png, String name, byte[] content) {
        int behindHeader = 8 + 12 + 13;
        return concat(
                Arrays.copyOf(png, behindHeader),
                chunk(name, content),
                Arrays.copyOfRange(png, behindHeader, png.length));
    }

    /** So many zeros, packed. */
    static byte[] zeros(int count) {
        var packer = new Deflater(9);
        packer.setInput(new byte[count]);
        packer.finish();
        var packed = new ByteArrayOutputStream();
        var buffer = new byte[8192];
        while (!packer.finished()) {
            packed.write(buffer, 0, packer.deflate(buffer));
        }
        packer.end();
        return packed.toByteArray();
    }

    private static byte[] signature() {
        return new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    }

    private static byte[] chunk(String name, byte[] content) {
        var body = concat(name.getBytes(StandardCharsets.ISO_8859_1), content);
        var check = new CRC32();
        check.update(body);
        return concat(
                ByteBuffer.allocate(4).putInt(content.length).array(),
                body,
                ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
    }

    public static byte[] concat(byte[]... parts) {
        var whole = new ByteArrayOutputStream();
        for (var part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }
}
