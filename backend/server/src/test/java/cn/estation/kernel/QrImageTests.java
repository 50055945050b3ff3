package cn.estation.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.QRCodeWriter;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QrImageTests {

    private static final int SIDE = 400;

    @Test
    void readsWhatACameraSaw() throws WriterException {
        assertThat(QrImage.read(seen("MLC.领取码"), SIDE)).contains("MLC.领取码");
    }

    @Test
    void readsAFaintCodeOfABadCamera() throws WriterException {
        var noise = new Random(7);
        var greys = seen("0123456789ABC");
        for (int i = 0; i < greys.length; i++) {
            greys[i] = (byte) (90 + (greys[i] == 0 ? 0 : 80) + noise.nextInt(20));
        }

        assertThat(QrImage.read(greys, SIDE)).contains("0123456789ABC");
    }

    @Test
    void readsNothingWhereNothingIs() {
        assertThat(QrImage.read(new byte[SIDE * SIDE], SIDE)).isEmpty();
        var noise = new Random(8);
        for (int round = 0; round < 20; round++) {
            var greys = new byte[SIDE * SIDE];
            noise.nextBytes(greys);
            assertThat(QrImage.read(greys, SIDE)).isEmpty();
        }
    }

    /** Of a code of which a piece is missing either all is read or nothing. */
    @Test
    void readsNoHalfCodes() throws WriterException {
        for (int covered = 40; covered < SIDE; covered += 40) {
            var greys = seen("MLC.42.covered");
            Arrays.fill(greys, 0, covered * SIDE, (byte) 255);

            assertThat(QrImage.read(greys, SIDE).orElse("MLC.42.covered"))
                    .as("%d rows covered", covered)
                    .isEqualTo("MLC.42.covered");
        }
    }

    private static byte[] seen(String text) throws WriterException {
        var hints = Map.of(EncodeHintType.CHARACTER_SET, "UTF-8");
        var code = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, SIDE, SIDE, hints);
        var greys = new byte[SIDE * SIDE];
        for (int i = 0; i < greys.length; i++) {
            greys[i] = (byte) (code.get(i % SIDE, i / SIDE) ? 0 : 255);
        }
        return greys;
    }
}
