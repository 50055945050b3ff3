package cn.estation.identity.staff;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.QRCodeWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Draws a QR code into the address of a picture, so that a secret in it is never a file of its own. */
final class QrPicture {

    private QrPicture() {}

    /** A {@code data:} address of an SVG. */
    static String of(String content) {
        try {
            var code =
                    new QRCodeWriter().encode(content, BarcodeFormat.QR_CODE, 1, 1, Map.of(EncodeHintType.MARGIN, 4));
            var path = new StringBuilder();
            for (int y = 0; y < code.getHeight(); y++) {
                for (int x = 0; x < code.getWidth(); x++) {
                    if (code.get(x, y)) {
                        path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                    }
                }
            }
            var svg = """
                    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges">\
                    <rect width="100%%" height="100%%" fill="#fff"/><path d="%s"/></svg>""".formatted(code.getWidth(), code.getHeight(), path);
            return "data:image/svg+xml;base64,"
                    + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException("too long for a QR code", tooLong);
        }
    }
}
