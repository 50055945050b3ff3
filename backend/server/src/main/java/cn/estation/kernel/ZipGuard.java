package cn.estation.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * Looks through an .xlsx before anything reads it: how large it is unpacked, what parts it has, and whether its XML begins
 * as XML of a workbook should. What is inside is unpacked once, to be counted, and not kept.
 */
final class ZipGuard {

    private static final int MOST_ENTRIES = 200;
    private static final long MOST_BYTES = 64L * 1024 * 1024;
    private static final int MOST_RATIO = 200;
    private static final long SMALL = 1024L * 1024;

    private ZipGuard() {}

    /** @throws UnreadableFile with what is wrong, if it may not be read */
    static void check(byte[] file) {
        if (file.length >= 8 && (file[0] & 0xFF) == 0xD0 && (file[1] & 0xFF) == 0xCF) {
            throw new UnreadableFile("这是旧版 .xls 或加了密码的 Excel 文件，请去掉密码并另存为 .xlsx 后再导入。");
        }
        if (file.length < 4 || file[0] != 'P' || file[1] != 'K') {
            throw new UnreadableFile("这不是 .xlsx 文件，请下载模板，用 Excel 或 WPS 填写后再导入。");
        }
        // By the list at the end of the file, as the reader goes by it: the two may disagree in a file made to deceive.
        try (var zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
                .get()) {
            walk(zip, file.length);
        } catch (IOException | IllegalArgumentException broken) {
            throw new UnreadableFile("Excel 文件已损坏，无法打开，请重新保存后再导入。");
        }
    }

    private static void walk(ZipFile zip, long packed) throws IOException {
        long total = 0;
        var names = new HashSet<String>();
        for (var entry : Collections.list(zip.getEntries())) {
            name(entry.getName(), names);
            if (entry.getGeneralPurposeBit().usesEncryption() || entry.isUnixSymlink()) {
                throw new UnreadableFile("Excel 文件加了密码或内部结构不正常，没有导入。请去掉密码，复制到新表格再保存。");
            }
            try (var part = zip.getInputStream(entry)) {
                total = count(part, entry.getName(), total, packed);
            }
        }
        if (!names.contains("xl/workbook.xml") || !names.contains("[content_types].xml")) {
            throw new UnreadableFile("这不是 .xlsx 文件，请下载模板，用 Excel 或 WPS 填写后再导入。");
        }
    }

    private static void name(String raw, java.util.Set<String> names) {
        var name = raw.toLowerCase(Locale.ROOT).replace('\\', '/');
        if (name.startsWith("/") || name.contains("../") || !names.add(name) || names.size() > MOST_ENTRIES) {
            throw new UnreadableFile("Excel 文件的内部结构不正常，没有导入。请复制到新表格再保存。");
        }
        if (name.endsWith("vbaproject.bin") || name.contains("/macrosheets/") || name.contains("activex")) {
            throw new UnreadableFile("文件里有宏，没有导入。请另存为不带宏的 .xlsx。");
        }
        if (name.contains("externallinks/") || name.contains("embeddings/")) {
            throw new UnreadableFile("文件里有外部链接或嵌入的文件，没有导入。请只粘贴数值到新表格。");
        }
    }

    private static long count(InputStream part, String name, long before, long packed) throws IOException {
        boolean xml = name.endsWith(".xml") || name.endsWith(".rels");
        var head = new StringBuilder();
        var buffer = new byte[16 * 1024];
        long total = before;
        for (int read = part.read(buffer); read >= 0; read = part.read(buffer)) {
            total += read;
            if (total > MOST_BYTES || (total > SMALL && total > packed * MOST_RATIO)) {
                throw new UnreadableFile("Excel 文件解开后太大，没有导入。请删去多余的表格和格式，分几个文件导入。");
            }
            if (xml && head.length() < 4096) {
                head.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
            }
        }
        // A document type is how entities come in; no workbook has one.
        if (xml && head.toString().toUpperCase(Locale.ROOT).contains("<!DOCTYPE")) {
            throw new UnreadableFile("Excel 文件的内部结构不正常，没有导入。请复制到新表格再保存。");
        }
        return total;
    }
}
