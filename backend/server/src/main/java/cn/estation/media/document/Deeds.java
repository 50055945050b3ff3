package cn.estation.media.document;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;

/** Finds what a PDF file would do beside showing its pages (ISO 32000-1, 12.6 and 7.11), reachable or not. */
final class Deeds {

    private static final int MOST_PARTS = 2_000_000;

    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("JS", "脚本"),
            Map.entry("JavaScript", "脚本"),
            Map.entry("EmbeddedFiles", "附件"),
            Map.entry("EF", "附件"),
            Map.entry("XFA", "动态表单"),
            Map.entry("RichMediaContent", "音频或视频"),
            Map.entry("RichMediaSettings", "音频或视频"));

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("JavaScript", "脚本"),
            Map.entry("Launch", "启动程序的动作"),
            Map.entry("ImportData", "读取数据的动作"),
            Map.entry("SubmitForm", "提交数据的动作"),
            Map.entry("GoToE", "打开附件的动作"),
            Map.entry("GoToR", "打开别的文件的动作"),
            Map.entry("Rendition", "音频或视频"),
            Map.entry("RichMedia", "音频或视频"),
            Map.entry("Movie", "音频或视频"),
            Map.entry("Sound", "音频或视频"),
            Map.entry("Screen", "音频或视频"),
            Map.entry("3D", "立体模型"),
            Map.entry("EmbeddedFile", "附件"),
            Map.entry("FileAttachment", "附件"));

    /** Where a name says what something is or does. */
    private static final Set<String> SAYING = Set.of("S", "Subtype", "Type");

    private final Deque<COSBase> waiting = new ArrayDeque<>();
    private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private Deeds() {}

    /** @throws DocumentRefused if there is anything of the kind */
    static void requireNone(COSDocument document) {
        var deeds = new Deeds();
        deeds.add(document.getTrailer());
        document.getXrefTable().keySet().forEach(key -> {
            deeds.add(document.getObjectFromPool(key).getObject());
            deeds.walk();
        });
    }

    private void add(@org.jspecify.annotations.Nullable COSBase part) {
        if (part instanceof COSDictionary || part instanceof COSArray) {
            if (seen.size() >= MOST_PARTS) {
                throw DocumentRefused.odd();
            }
            if (seen.add(part)) {
                waiting.push(part);
            }
        }
    }

    private void walk() {
        while (!waiting.isEmpty()) {
            var part = waiting.pop();
            if (part instanceof COSArray array) {
                array.forEach(this::add);
            } else if (part instanceof COSDictionary dictionary) {
                dictionary.entrySet().forEach(entry -> {
                    look(entry.getKey().getName(), entry.getValue());
                    add(entry.getValue());
                });
            }
        }
    }

    private static void look(String key, COSBase value) {
        var deed = KEYS.get(key);
        if (deed == null && SAYING.contains(key) && value instanceof COSName name) {
            deed = NAMES.get(name.getName());
        }
        if (deed != null) {
            throw DocumentRefused.acts(deed);
        }
    }
}
