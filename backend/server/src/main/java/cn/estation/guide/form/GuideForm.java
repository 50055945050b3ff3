package cn.estation.guide.form;

import cn.estation.guide.content.Document;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A form that residents fill in, or one that is filled in to show how.
 *
 * @param code at the end of its address
 * @param document short name of the document in the guide
 */
record GuideForm(
        long id,
        String code,
        long itemId,
        String document,
        Kind kind,
        long mediaId,
        String uploadedBy,
        Instant uploadedAt) {

    private static final String PATH = "/forms/";
    static final Pattern LINK = Pattern.compile(PATH + "([0-9A-Za-z]{1,40})");

    enum Kind {
        BLANK("空白表格"),
        SAMPLE("样表");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }

        /** What the document says now: an address, words, or nothing. */
        String of(Document document) {
            return this == BLANK ? document.blankForm() : document.sampleForm();
        }

        /** The document with this in its place. */
        Document with(Document document, String link) {
            return new Document(
                    document.id(),
                    document.name(),
                    document.form(),
                    document.copies(),
                    document.medium(),
                    document.necessity(),
                    document.source(),
                    document.sourceNote(),
                    this == BLANK ? link : document.blankForm(),
                    this == SAMPLE ? link : document.sampleForm(),
                    document.note(),
                    document.always());
        }
    }

    static String link(String code) {
        return PATH + code;
    }

    String link() {
        return link(code);
    }
}
