package cn.estation.guide.format;

import cn.estation.guide.content.GuideContent;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One row of a file, as far as it could be read.
 *
 * @param line where it stands in the file, from 1
 * @param code by which the item is known; empty if the row names none
 * @param digest of the row as it stood in the file: the same row again has the same one, whatever this release makes of it
 * @param content null if the row cannot be taken; the findings say why
 * @param partial true if the row only knows part of what a guide says: the rest of a known guide is kept
 * @param findings what was left out, or what is wrong
 */
public record Row(
        int line,
        String code,
        String title,
        String digest,
        @Nullable GuideContent content,
        boolean partial,
        List<Finding> findings) {

    /**
     * @param field as the file calls it
     * @param sentence in Chinese, with what to do about it
     */
    public record Finding(String field, String sentence) {}

    public Row {
        findings = List.copyOf(findings);
    }

    public static Row refused(int line, String code, String title, String field, String sentence) {
        return new Row(line, code, title, "", null, false, List.of(new Finding(field, sentence)));
    }

    public boolean taken() {
        return content != null;
    }

    /** The fields that are spoken of, for a narrow column. */
    public String fields() {
        return findings.stream().map(Finding::field).distinct().collect(Collectors.joining("、"));
    }

    public String sentences() {
        return findings.stream().map(Finding::sentence).collect(Collectors.joining(""));
    }
}
