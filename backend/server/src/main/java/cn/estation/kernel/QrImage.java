package cn.estation.kernel;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.EncodeHintType;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Draws a text as a QR code that stays sharp at any size, and reads one off what a camera saw. */
public final class QrImage {

    private static final Map<EncodeHintType, Object> HINTS =
            Map.of(EncodeHintType.MARGIN, 4, EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M);

    private QrImage() {}

    /** An SVG as a data address, for the {@code src} of an image. */
    public static String address(String text) {
        return "data:image/svg+xml;base64,"
                + Base64.getEncoder().encodeToString(svg(text).getBytes(StandardCharsets.UTF_8));
    }

    /** The picture itself. */
    public static String svg(String text) {
        try {
            var matrix = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, HINTS);
            return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1$d %1$d\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h%1$dv%1$dH0z\"/><path d=\"%2$s\"/></svg>"
                    .formatted(matrix.getWidth(), path(matrix));
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException("no QR code holds so much", tooLong);
        }
    }

    /**
     * What the QR code in a picture says; empty if none is to be read.
     *
     * @param greys a byte a pixel, from 0 for black to 255 for white, row by row
     * @param side how many pixels make a row, and how many rows there are
     */
    public static Optional<String> read(byte[] greys, int side) {
        var seen = new PlanarYUVLuminanceSource(greys, side, side, 0, 0, side, side, false);
        // The first sees through shadows, the second through glare.
        return Stream.of(new HybridBinarizer(seen), new GlobalHistogramBinarizer(seen))
                .flatMap(blackAndWhite -> read(new BinaryBitmap(blackAndWhite)).stream())
                .findFirst();
    }

    private static Optional<String> read(BinaryBitmap picture) {
        try {
            var result = new QRCodeReader().decode(picture, Map.of(DecodeHintType.TRY_HARDER, true));
            return Optional.of(result.getText());
        } catch (ReaderException | IllegalArgumentException | IndexOutOfBoundsException none) {
            // The last two come of what only looks like a code.
            return Optional.empty();
        }
    }

    private static String path(BitMatrix matrix) {
        var path = new StringBuilder();
        for (int y = 0; y < matrix.getHeight(); y++) {
            for (int x = 0; x < matrix.getWidth(); x++) {
                if (matrix.get(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return path.toString();
    }
}
