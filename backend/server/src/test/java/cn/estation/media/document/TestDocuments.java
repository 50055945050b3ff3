package cn.estation.media.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionLaunch;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;

/** PDF files, good and evil, made as they are needed. */
public final class TestDocuments {

    private TestDocuments() {}

    /** What is done to a file before it is saved. */
    @FunctionalInterface
    interface Change {
        void to(PDDocument document) throws IOException;
    }

    /** A form of so many pages; the words stand on the first one. */
    public static byte[] form(int pages, String words) {
        return made(pages, words, document -> {});
    }

    static byte[] made(int pages, String words, Change change) {
        try (var document = new PDDocument()) {
            for (int i = 0; i < pages; i++) {
                document.addPage(new PDPage());
            }
            if (pages > 0) {
                try (var pen = new PDPageContentStream(document, document.getPage(0))) {
                    pen.beginText();
                    pen.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 18);
                    pen.newLineAtOffset(72, 700);
                    pen.showText(words);
                    pen.endText();
                }
            }
            change.to(document);
            var file = new ByteArrayOutputStream();
            document.save(file);
            return file.toByteArray();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static byte[] runsWhenOpened() {
        return made(
                1,
                "x",
                document -> document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)")));
    }

    static byte[] runsByName() {
        return made(1, "x", document -> {
            var scripts = new COSDictionary();
            var names =
                    new COSArray(List.of(new COSString("a"), new PDActionJavaScript("app.alert(1)").getCOSObject()));
            scripts.setItem(COSName.NAMES, names);
            var all = new COSDictionary();
            all.setItem(COSName.getPDFName("JavaScript"), scripts);
            document.getDocumentCatalog().getCOSObject().setItem(COSName.NAMES, all);
        });
    }

    static byte[] startsAProgram() {
        return made(1, "x", document -> {
            var link = new PDAnnotationLink();
            link.setAction(new PDActionLaunch());
            document.getPage(0).getAnnotations().add(link);
            document.getPage(0).setAnnotations(List.of(link));
        });
    }

    static byte[] leadsElsewhere() {
        return made(1, "x", document -> {
            var action = new PDActionURI();
            action.setURI("https://evil.example/");
            var link = new PDAnnotationLink();
            link.setAction(action);
            document.getPage(0).setAnnotations(List.of(link));
        });
    }

    static byte[] holdsAFile() {
        return made(1, "x", document -> {
            var inside = new PDEmbeddedFile(document, new java.io.ByteArrayInputStream(new byte[] {1, 2, 3}));
            var place = new PDComplexFileSpecification();
            place.setFile("a.exe");
            place.setEmbeddedFile(inside);
            var tree = new PDEmbeddedFilesNameTreeNode();
            tree.setNames(Map.of("a", place));
            var names = new PDDocumentNameDictionary(document.getDocumentCatalog());
            names.setEmbeddedFiles(tree);
            document.getDocumentCatalog().setNames(names);
        });
    }

    static byte[] isADynamicForm() {
        return made(1, "x", document -> {
            var form = new COSDictionary();
            form.setItem(COSName.FIELDS, new COSArray());
            form.setItem(COSName.getPDFName("XFA"), new COSString("<xdp/>"));
            document.getDocumentCatalog().getCOSObject().setItem(COSName.ACRO_FORM, form);
        });
    }

    static byte[] sendsItself() {
        return made(1, "x", document -> {
            var action = new COSDictionary();
            action.setItem(COSName.S, COSName.getPDFName("SubmitForm"));
            action.setItem(COSName.F, new COSString("https://evil.example/"));
            document.getPage(0).getCOSObject().setItem(COSName.getPDFName("PieceInfo"), action);
        });
    }

    static byte[] isLocked() {
        return made(
                1,
                "x",
                document -> document.protect(new StandardProtectionPolicy("owner", "", new AccessPermission())));
    }

    /** The name of what it does, written so that a search for the word finds nothing. */
    static byte[] hidesItsName() {
        return written(
                "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /J#61vaScript /J#53 (app.alert\\(1\\)) >> >>", "");
    }

    /** Packed twice: a few kilobytes for gigabytes. */
    static byte[] isPackedTwice() {
        return written("<< /Type /Catalog /Pages 2 0 R >>", """
                4 0 obj << /Filter [/FlateDecode /FlateDecode] /Length 4 >>
                stream
                abcd
                endstream
                endobj
                """);
    }

    static byte[] refersToItsPacking() {
        return written("<< /Type /Catalog /Pages 2 0 R >>", """
                4 0 obj << /Filter 9 0 R /Length 4 >>
                stream
                abcd
                endstream
                endobj
                """);
    }

    /** One stream of objects that unpacks to forty megabytes. */
    static byte[] unpacksTooFar() {
        var packed = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(packed, new Deflater(Deflater.BEST_COMPRESSION))) {
            var spaces = new byte[1024 * 1024];
            java.util.Arrays.fill(spaces, (byte) ' ');
            for (int i = 0; i < 40; i++) {
                out.write(spaces);
            }
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        var start = "%PDF-1.5\n1 0 obj << /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length " + packed.size()
                + " >>\nstream\n";
        var file = new ByteArrayOutputStream();
        file.writeBytes(start.getBytes(StandardCharsets.ISO_8859_1));
        file.writeBytes(packed.toByteArray());
        file.writeBytes("\nendstream\nendobj\n%%EOF\n".getBytes(StandardCharsets.ISO_8859_1));
        return file.toByteArray();
    }

    static byte[] nestsDeeply() {
        return written("<< /Type /Catalog /Pages 2 0 R /X " + "[".repeat(200_000) + "]".repeat(200_000) + " >>", "");
    }

    private static byte[] written(String catalog, String more) {
        return ("%PDF-1.4\n1 0 obj " + catalog + " endobj\n2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n"
                        + "3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >> endobj\n" + more
                        + "trailer << /Root 1 0 R >>\n%%EOF\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
