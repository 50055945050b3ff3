package cn.estation.guide.desk;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.guide.lint.Finding;
import cn.estation.guide.lint.Finding.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotesTests {

    @ParameterizedTest
    @CsvSource({
        "title,title",
        "plain.ELDERLY,plain.ELDERLY",
        "promised,promised.days",
        "topics,topics",
        "aliases[3],aliases",
        "fee.basis,fee.basis",
        "fee.items,part-fee",
        "fee.items[1],fee.items[1].name",
        "documents,part-documents",
        "documents[2],documents[2].name",
        "documents[2].id,documents[2].name",
        "documents[2].always,documents[2].always",
        "channels,part-access",
        "channels[0].url,channels[0].url",
        "legalBasis,part-law",
        "legalBasis[0].article,legalBasis[0].article",
        "circumstances[1],circumstances[1].question",
        "circumstances[1].id,circumstances[1].question",
        "circumstances[1].options,circumstances[1].question",
        "circumstances[1].options[2].next,circumstances[1].options[2].next",
        "circumstances[1].options[2].effects,circumstances[1].options[2].text",
        "results[0].sample,results[0].sample",
        "faqs[0],faqs[0].question"
    })
    void aFieldOfTheGuideLeadsToAnElementOfTheForm(String field, String anchor) {
        assertThat(Notes.anchor(field)).isEqualTo(anchor);
    }

    @Test
    void rowsAreFoundWhereTheyWereTyped() {
        var notes = Notes.of(
                List.of(finding("documents[1].name"), finding("circumstances[0].options[1].next"), finding("title")),
                Map.of(
                        "documents[1]", "documents[4]",
                        "circumstances[0]", "circumstances[2]",
                        "circumstances[0].options[1]", "circumstances[2].options[3]"));

        assertThat(notes.all())
                .extracting(Notes.Note::anchor)
                .containsExactly("documents[4].name", "circumstances[2].options[3].next", "title");
        assertThat(notes.at("documents[1]")).hasSize(1);
        assertThat(notes.at("documents")).isEmpty();
        assertThat(notes.at("circumstances[0]")).hasSize(1);
        assertThat(notes.at("tit")).isEmpty();
    }

    private static Finding finding(String field) {
        return new Finding(Severity.WARNING, "rule", field, "请改。");
    }
}
