package cn.estation.media.document;

import cn.estation.kernel.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.springframework.stereotype.Component;

/**
 * Reads PDF files and makes new ones of their pages. What acts, such as a script, a file within the file or a form that
 * sends itself, is a reason to refuse: whoever sent it should know. Whatever else is no part of how a page looks is gone.
 */
@Component
public class Documents {

    public static final long MOST_BYTES = 10L * 1024 * 1024;

    /** As many as the table holds; nobody fills in more. */
    private static final int MOST_PAGES = 100;

    private static final long MOST_MEMORY = 64L * 1024 * 1024;
    private static final int LONGEST_SIDE = 16_384;
    private static final byte[] BEGINNING = {'%', 'P', 'D', 'F', '-'};
    private static final int PATIENCE_SECONDS = 10;

    private final Semaphore turns = new Semaphore(1, true);

    /** True if it begins as a PDF does, at its first byte: a file that is two things at once is not one of them. */
    public static boolean isDocument(byte[] file) {
        for (int i = 0; i < BEGINNING.length; i++) {
            if (file.length <= i || file[i] != BEGINNING[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Makes a document of a file.
     *
     * @throws DocumentRefused if it is no PDF, too large, locked, broken, empty, too long or does more than show pages; or
     *     if another one is being read for too long
     */
    public Document read(byte[] file) {
        if (file.length > MOST_BYTES) {
            throw DocumentRefused.tooBig(MOST_BYTES);
        }
        if (!isDocument(file)) {
            throw DocumentRefused.otherFormat();
        }
        takeTurn();
        try {
            Skeleton.check(file);
            return made(file);
        } catch (InvalidPasswordException locked) {
            throw DocumentRefused.locked();
        } catch (IOException | StackOverflowError broken) {
            // A file may nest deeper than the reader can follow; nothing is left half done by giving up.
            throw DocumentRefused.broken();
        } catch (RuntimeException odd) {
            if (odd instanceof DocumentRefused refused) {
                throw refused;
            }
            throw DocumentRefused.broken();
        } finally {
            turns.release();
        }
    }

    private void takeTurn() {
        try {
            if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw DocumentRefused.busy();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw DocumentRefused.busy();
        }
    }

    private static Document made(byte[] file) throws IOException {
        var memory = MemoryUsageSetting.setupMainMemoryOnly(MOST_MEMORY).streamCache;
        try (var sent = Loader.loadPDF(file, "", null, null, memory);
                var kept = new PDDocument(memory)) {
            if (sent.isEncrypted()) {
                throw DocumentRefused.locked();
            }
            Deeds.requireNone(sent.getDocument());
            int pages = sent.getNumberOfPages();
            if (pages == 0) {
                throw DocumentRefused.noPages();
            }
            if (pages > MOST_PAGES) {
                throw DocumentRefused.tooManyPages(MOST_PAGES);
            }
            drawFields(sent);
            for (var page : sent.getPages()) {
                kept.addPage(onlyLooks(page));
            }
            if (kept.getNumberOfPages() != pages) {
                throw DocumentRefused.broken();
            }
            kept.setDocumentId(0L);
            var content = new ByteArrayOutputStream();
            kept.save(content, CompressParameters.NO_COMPRESSION);
            if (content.size() > 2 * MOST_BYTES) {
                throw DocumentRefused.tooBig(MOST_BYTES);
            }
            var first = kept.getPage(0).getMediaBox();
            return new Document(
                    pages, side(first.getWidth()), side(first.getHeight()), content.toByteArray(), Sha256.hex(file));
        }
    }

    /** What fields to fill in look like becomes part of the page. No fonts are looked for: what has no look gets none. */
    private static void drawFields(PDDocument document) throws IOException {
        var form = document.getDocumentCatalog().getAcroForm(null);
        if (form != null) {
            form.flatten(form.getFields(), false);
        }
    }

    /** The page as it is drawn: no notes, links, actions or data of programs. */
    private static PDPage onlyLooks(PDPage page) {
        var plain = new PDPage(page.getMediaBox());
        plain.setCropBox(page.getCropBox());
        plain.setRotation(page.getRotation());
        plain.setResources(page.getResources());
        var dictionary = page.getCOSObject();
        for (var part : new COSName[] {COSName.CONTENTS, COSName.GROUP}) {
            if (dictionary.getDictionaryObject(part) != null) {
                plain.getCOSObject().setItem(part, dictionary.getDictionaryObject(part));
            }
        }
        return plain;
    }

    private static int side(float points) {
        return Math.clamp(Math.round(points), 1, LONGEST_SIDE);
    }
}
