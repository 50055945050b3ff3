package cn.estation.media.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentsTests {

    private final Documents documents = new Documents();

    @Test
    void keepsWhatPagesShow() throws IOException {
        var read = documents.read(TestDocuments.form(3, "Application for a card"));

        assertThat(read.pages()).isEqualTo(3);
        assertThat(read.width()).isEqualTo(612);
        assertThat(read.height()).isEqualTo(792);
        try (var kept = Loader.loadPDF(read.content())) {
            assertThat(kept.getNumberOfPages()).isEqualTo(3);
            assertThat(new PDFTextStripper().getText(kept)).contains("Application for a card");
        }
    }

    @Test
    void readsWhatItMadeAgain() {
        var once = documents.read(TestDocuments.form(2, "again"));

        assertThat(documents.read(once.content()).pages()).isEqualTo(2);
    }

    static Stream<Arguments> evil() {
        return Stream.of(
                Arguments.of("脚本", TestDocuments.runsWhenOpened()),
                Arguments.of("脚本", TestDocuments.runsByName()),
                Arguments.of("启动程序", TestDocuments.startsAProgram()),
                Arguments.of("附件", TestDocuments.holdsAFile()),
                Arguments.of("动态表单", TestDocuments.isADynamicForm()),
                Arguments.of("提交数据", TestDocuments.sendsItself()),
                Arguments.of("密码", TestDocuments.isLocked()),
                Arguments.of("内部写法不寻常", TestDocuments.hidesItsName()),
                Arguments.of("内部写法不寻常", TestDocuments.isPackedTwice()),
                Arguments.of("内部写法不寻常", TestDocuments.refersToItsPacking()),
                Arguments.of("内部写法不寻常", TestDocuments.unpacksTooFar()),
                Arguments.of("一页也没有", TestDocuments.form(0, "")),
                Arguments.of("最多 100 页", TestDocuments.form(101, "long")),
                Arguments.of("只能上传", "<html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8)),
                Arguments.of("只能上传", with("PK\3\4", TestDocuments.form(1, "zip first"))),
                Arguments.of("打不开", "%PDF-1.7\n".getBytes(StandardCharsets.UTF_8)),
                Arguments.of("太大", new byte[(int) Documents.MOST_BYTES + 1]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("evil")
    void refusesInASentence(String because, byte[] file) {
        assertThatThrownBy(() -> documents.read(file))
                .isInstanceOfSatisfying(
                        DocumentRefused.class,
                        refused ->
                                assertThat(refused.sentence()).contains(because).endsWith("。"));
    }

    @Test
    void aDeepNestIsNoFault() {
        assertThatThrownBy(() -> documents.read(TestDocuments.nestsDeeply())).isInstanceOf(DocumentRefused.class);
    }

    @Test
    void linksNotesAndDataOfProgramsAreGone() throws IOException {
        var read = documents.read(TestDocuments.leadsElsewhere());

        assertThat(new String(read.content(), StandardCharsets.ISO_8859_1))
                .doesNotContain("evil.example", "/Annots", "/URI", "/Metadata");
    }

    @Test
    void whatStoodBehindOrBetweenIsGone() throws IOException {
        var polyglot = new ByteArrayOutputStream();
        polyglot.writeBytes(TestDocuments.form(1, "front"));
        polyglot.writeBytes("<script>alert(1)</script>PK\3\4".getBytes(StandardCharsets.ISO_8859_1));

        var read = documents.read(polyglot.toByteArray());

        assertThat(new String(read.content(), StandardCharsets.ISO_8859_1)).doesNotContain("<script>", "PK\3\4");
    }

    @Test
    void fieldsToFillInBecomePartOfThePage() throws IOException {
        var read = documents.read(TestDocuments.made(1, "name", document -> {
            var form = new org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm(document);
            document.getDocumentCatalog().setAcroForm(form);
        }));

        try (var kept = Loader.loadPDF(read.content())) {
            assertThat(kept.getDocumentCatalog().getCOSObject().containsKey(COSName.ACRO_FORM))
                    .isFalse();
        }
    }

    /** A few hundred broken files: each is refused or read, none breaks anything. */
    @Test
    void noDamageIsMoreThanARefusal() {
        var good = TestDocuments.form(2, "damage");
        var random = new Random(20261121);
        for (int i = 0; i < 300; i++) {
            var file = good.clone();
            for (int k = 0; k < 1 + random.nextInt(20); k++) {
                file[5 + random.nextInt(file.length - 5)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(documents.read(file).pages()).isPositive();
            } catch (DocumentRefused refused) {
                assertThat(refused.sentence()).endsWith("。");
            }
        }
    }

    private static byte[] with(String before, byte[] file) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(before.getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(file);
        return all.toByteArray();
    }
}
