package cn.estation.guide.format;

import cn.estation.kernel.UnreadableFile;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** A file of text, read strictly: what is not UTF-8 is refused instead of guessed at. */
final class FileText {

    private FileText() {}

    /**
     * The text of a file, without a byte order mark.
     *
     * @throws UnreadableFile if it is empty, packed, or in another encoding
     */
    static String of(byte[] content) {
        if (content.length == 0) {
            throw new UnreadableFile("文件是空的，请检查后重新选择。");
        }
        if (starts(content, 0xFF, 0xFE) || starts(content, 0xFE, 0xFF)) {
            throw new UnreadableFile("文件是 UTF-16 编码，请另存为 UTF-8 后再导入。");
        }
        if (starts(content, 'P', 'K', 3, 4)) {
            throw new UnreadableFile("这是压缩包或 Excel 文件，不是 JSON Lines 文本，请选择对应的导入方式。");
        }
        int skip = starts(content, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        var text = decoded(content, skip, StandardCharsets.UTF_8);
        if (text == null) {
            throw new UnreadableFile(
                    decoded(content, 0, Charset.forName("GB18030")) == null
                            ? "文件不是 UTF-8 文本，可能已损坏，请重新导出后再导入。"
                            : "文件不是 UTF-8 编码（看起来是 GBK），请另存为 UTF-8 后再导入。");
        }
        if (text.indexOf('\0') >= 0) {
            throw new UnreadableFile("文件里有二进制内容，不是 JSON Lines 文本，请检查后重新选择。");
        }
        return text;
    }

    private static @org.jspecify.annotations.Nullable String decoded(byte[] content, int skip, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(content, skip, content.length - skip))
                    .toString();
        } catch (CharacterCodingException otherEncoding) {
            return null;
        }
    }

    private static boolean starts(byte[] content, int... bytes) {
        if (content.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((content[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
