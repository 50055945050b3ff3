package cn.estation.media.document;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Looks at how a PDF file is put together before the library unpacks any of it: how far its streams unpack, and whether it
 * hides what it says. What ordinary programs write passes.
 */
final class Skeleton {

    private static final int MOST_OF_A_STREAM = 128 * 1024 * 1024;
    private static final int MOST_OF_ALL = 512 * 1024 * 1024;

    /** Streams of objects and the table of their places are unpacked whole. */
    private static final int MOST_OF_A_TABLE = 16 * 1024 * 1024;

    private static final byte[] STREAM = "stream".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] END = "endstream".getBytes(StandardCharsets.ISO_8859_1);

    /** No program writes letters of a name as hex digits, except to hide the name (ISO 32000-1, 7.3.5). */
    private static final Pattern DISGUISED =
            Pattern.compile("/[^\\s/<>\\[\\]()%]{0,100}#(?:4[1-9A-Fa-f]|5[0-9Aa]|6[1-9A-Fa-f]|7[0-9Aa])");

    /** Packed twice, a small file unpacks to any size. */
    private static final Pattern CHAIN =
            Pattern.compile("/(?:Filter|F)\\s*(?:\\[[^\\]]*/[^\\]/]+/|[0-9]+\\s+[0-9]+\\s+R)");

    private static final Pattern TABLE = Pattern.compile("/(?:ObjStm|XRef)\\b");
    private static final Pattern OTHER_PACKING =
            Pattern.compile("/(?:LZWDecode|RunLengthDecode|ASCII85Decode|ASCIIHexDecode)");
    private static final Pattern HUGE = Pattern.compile("/(?:Columns|N|Colors|First)\\s+[0-9]{7,}");

    private long unpacked;

    private Skeleton() {}

    /** @throws DocumentRefused if it unpacks too far, or is written as only those write who have something to hide */
    static void check(byte[] file) {
        new Skeleton().walk(file);
    }

    private void walk(byte[] file) {
        int from = 0;
        while (from < file.length) {
            int keyword = indexOf(file, STREAM, from);
            int end = keyword < 0 ? file.length : keyword;
            var text = new String(file, from, end - from, StandardCharsets.ISO_8859_1);
            if (DISGUISED.matcher(text).find()
                    || CHAIN.matcher(text).find()
                    || HUGE.matcher(text).find()) {
                throw DocumentRefused.odd();
            }
            if (keyword < 0) {
                return;
            }
            int data = afterLine(file, keyword + STREAM.length);
            int stop = indexOf(file, END, data);
            stop = stop < 0 ? file.length : stop;
            stream(text, file, data, stop);
            from = stop + END.length;
        }
    }

    private void stream(String before, byte[] file, int from, int to) {
        var dictionary = before.substring(Math.max(0, before.lastIndexOf(" obj")));
        boolean table = TABLE.matcher(dictionary).find();
        if (table && OTHER_PACKING.matcher(dictionary).find()) {
            throw DocumentRefused.odd();
        }
        unpacked += unpack(file, from, to, table ? MOST_OF_A_TABLE : MOST_OF_A_STREAM);
        if (unpacked > MOST_OF_ALL) {
            throw DocumentRefused.odd();
        }
    }

    /** How many bytes come out; those of what is not packed count for nothing. */
    private static long unpack(byte[] file, int from, int to, int most) {
        var inflater = new Inflater();
        var buffer = new byte[64 * 1024];
        try {
            inflater.setInput(file, from, to - from);
            while (!inflater.finished() && inflater.getBytesWritten() <= most) {
                if (inflater.inflate(buffer) == 0) {
                    break;
                }
            }
            if (inflater.getBytesWritten() > most) {
                throw DocumentRefused.odd();
            }
            return inflater.getBytesWritten();
        } catch (DataFormatException notPacked) {
            return inflater.getBytesWritten();
        } finally {
            inflater.end();
        }
    }

    private static int afterLine(byte[] file, int at) {
        int next = at;
        if (next < file.length && file[next] == '\r') {
            next++;
        }
        return next < file.length && file[next] == '\n' ? next + 1 : next;
    }

    private static int indexOf(byte[] file, byte[] word, int from) {
        for (int i = from; i <= file.length - word.length; i++) {
            int k = 0;
            while (k < word.length && file[i + k] == word[k]) {
                k++;
            }
            if (k == word.length) {
                return i;
            }
        }
        return -1;
    }
}
