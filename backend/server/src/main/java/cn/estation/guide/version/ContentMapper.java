package cn.estation.guide.version;

import cn.estation.guide.Circumstance;
import cn.estation.guide.content.Access;
import cn.estation.guide.content.Document;
import cn.estation.guide.content.Faq;
import cn.estation.guide.content.Fee;
import cn.estation.guide.content.GuideTag;
import cn.estation.guide.content.GuideTopic;
import cn.estation.guide.content.Result;
import cn.estation.guide.content.Standing;
import cn.estation.guide.content.Step;
import cn.estation.guide.content.Words;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** What versions say: their own columns and their child rows. Written only while the version is a draft. */
@Mapper
interface ContentMapper {

    record TopicRow(long versionId, GuideTopic topic) {}

    record TagRow(long versionId, GuideTag tag) {}

    record ChannelRow(long versionId, Access.Channel.Kind kind, String url, String note) {}

    record FeeRow(long versionId, String name, String standard, String basis, String waiver) {}

    record ResultRow(long versionId, Result.Kind kind, String name, String sample, String delivery) {}

    record StepRow(long versionId, String name, String content) {}

    record FaqRow(long versionId, String question, String answer) {}

    record LawRow(long versionId, String law, String number, String article, String content) {}

    record AliasRow(long versionId, String words) {}

    record PlainRow(long versionId, Words.Reader reader, String content) {}

    record DocumentRow(
            long versionId,
            String code,
            String name,
            Document.Form form,
            int copies,
            Document.Medium medium,
            Document.Necessity necessity,
            Document.Source source,
            String sourceNote,
            String blankForm,
            String sampleForm,
            String note,
            boolean always) {}

    record CircumstanceRow(long versionId, String code, String question) {}

    record OptionRow(
            long versionId,
            String circumstance,
            String code,
            String content,
            @Nullable String nextCircumstance) {}

    record EffectRow(
            long versionId,
            String circumstance,
            String choice,
            Circumstance.Effect.Kind kind,
            String document,
            String content) {}

    @Select("""
            <script>SELECT * FROM guide_version WHERE id IN
            <foreach item="id" collection="versions" open="(" separator="," close=")">#{id}</foreach></script>""")
    List<VersionText> texts(Collection<Long> versions);

    @Select("""
            <script>SELECT * FROM guide_topic WHERE version_id IN
            <foreach item="id" collection="versions" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY version_id, position</script>""")
    List<TopicRow> topics(Collection<Long> versions);

    @Select("""
            <script>SELECT * FROM guide_tag WHERE version_id IN
            <foreach item="id" collection="versions" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY version_id, position</script>""")
    List<TagRow> tags(Collection<Long> versions);

    @Select("""
            <script>SELECT * FROM guide_channel WHERE version_id IN
            <foreach item="id" collection="versions" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY version_id, position</script>""")
    List<ChannelRow> channels(Collection<Long> versions);

    @Select("""
            <script>SELECT * FROM guide_fee_item WHERE version_id IN
            <foreach item="id" collection="versions" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY version_id, position</script>""")
    List<FeeRow> fees(Collection<Long> versions);

    @Select("""
            <script>SELECT * FROM guide_result WHERE version_id IN
            <foreach item="id" collection="versions" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY version_id, position</script>""")
    List<ResultRow> results(Collection<Long> versions);

    @Select("""
            <script>SELECT * FROM guide_step WHERE version_id IN
            <foreach item="id" collection="versions" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY version_id, position</script>""")
    List<StepRow> steps(Collection<Long> versions);

    @Select("""
            <script>SELECT * FROM guide_document WHERE version_id IN
            <foreach item="id" collection="versions" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY version_id, position</script>""")
    List<DocumentRow> documents(Collection<Long> versions);

    @Select("""
            <script>SELECT * FROM guide_faq WHERE version_id IN
            <foreach item="id" collection="versions" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY version_id, position</script>""")
    List<FaqRow> faqs(Collection<Long> versions);

    @Select("""
            <script>SELECT * FROM guide_law WHERE version_id IN
            <foreach item="id" collection="versions" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY version_id, position</script>""")
    List<LawRow> laws(Collection<Long> versions);

    @Select("""
            <script>SELECT * FROM guide_alias WHERE version_id IN
            <foreach item="id" collection="versions" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY version_id, position</script>""")
    List<AliasRow> aliases(Collection<Long> versions);

    @Select("""
            <script>SELECT * FROM guide_plain_text WHERE version_id IN
            <foreach item="id" collection="versions" open="(" separator="," close=")">#{id}</foreach></script>""")
    List<PlainRow> plains(Collection<Long> versions);

    @Select("""
            <script>SELECT * FROM guide_circumstance WHERE version_id IN
            <foreach item="id" collection="versions" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY version_id, position</script>""")
    List<CircumstanceRow> circumstances(Collection<Long> versions);

    @Select("""
            <script>SELECT * FROM guide_circumstance_option WHERE version_id IN
            <foreach item="id" collection="versions" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY version_id, position</script>""")
    List<OptionRow> options(Collection<Long> versions);

    @Select("""
            <script>SELECT * FROM guide_option_effect WHERE version_id IN
            <foreach item="id" collection="versions" open="(" separator="," close=")">#{id}</foreach>
            ORDER BY version_id, position</script>""")
    List<EffectRow> effects(Collection<Long> versions);

    @Insert("""
            <script>INSERT INTO guide_topic (version_id, position, topic) VALUES
            <foreach item="r" index="i" collection="rows" separator=",">(#{versionId}, #{i} + 1, #{r})</foreach></script>""")
    void insertTopics(long versionId, List<GuideTopic> rows);

    @Insert("""
            <script>INSERT INTO guide_tag (version_id, position, tag) VALUES
            <foreach item="r" index="i" collection="rows" separator=",">(#{versionId}, #{i} + 1, #{r})</foreach></script>""")
    void insertTags(long versionId, List<GuideTag> rows);

    @Insert("""
            <script>INSERT INTO guide_channel (version_id, position, kind, url, note) VALUES
            <foreach item="r" index="i" collection="rows" separator=",">(#{versionId}, #{i} + 1, #{r.kind}, #{r.url},
            #{r.note})</foreach></script>""")
    void insertChannels(long versionId, List<Access.Channel> rows);

    @Insert("""
            <script>INSERT INTO guide_fee_item (version_id, position, name, standard, basis, waiver) VALUES
            <foreach item="r" index="i" collection="rows" separator=",">(#{versionId}, #{i} + 1, #{r.name}, #{r.standard},
            #{r.basis}, #{r.waiver})</foreach></script>""")
    void insertFees(long versionId, List<Fee.Item> rows);

    @Insert("""
            <script>INSERT INTO guide_result (version_id, position, kind, name, sample, delivery) VALUES
            <foreach item="r" index="i" collection="rows" separator=",">(#{versionId}, #{i} + 1, #{r.kind}, #{r.name},
            #{r.sample}, #{r.delivery})</foreach></script>""")
    void insertResults(long versionId, List<Result> rows);

    @Insert("""
            <script>INSERT INTO guide_step (version_id, position, name, content) VALUES
            <foreach item="r" index="i" collection="rows" separator=",">(#{versionId}, #{i} + 1, #{r.name},
            #{r.text})</foreach></script>""")
    void insertSteps(long versionId, List<Step> rows);

    @Insert("""
            <script>INSERT INTO guide_document (version_id, position, code, name, form, copies, medium, necessity, source,
            source_note, blank_form, sample_form, note, always) VALUES
            <foreach item="r" index="i" collection="rows" separator=",">(#{versionId}, #{i} + 1, #{r.id}, #{r.name}, #{r.form},
            #{r.copies}, #{r.medium}, #{r.necessity}, #{r.source}, #{r.sourceNote}, #{r.blankForm}, #{r.sampleForm},
            #{r.note}, #{r.always})</foreach></script>""")
    void insertDocuments(long versionId, List<Document> rows);

    @Insert("""
            <script>INSERT INTO guide_faq (version_id, position, question, answer) VALUES
            <foreach item="r" index="i" collection="rows" separator=",">(#{versionId}, #{i} + 1, #{r.question},
            #{r.answer})</foreach></script>""")
    void insertFaqs(long versionId, List<Faq> rows);

    @Insert("""
            <script>INSERT INTO guide_law (version_id, position, law, number, article, content) VALUES
            <foreach item="r" index="i" collection="rows" separator=",">(#{versionId}, #{i} + 1, #{r.law}, #{r.number},
            #{r.article}, #{r.text})</foreach></script>""")
    void insertLaws(long versionId, List<Standing.Law> rows);

    @Insert("""
            <script>INSERT INTO guide_alias (version_id, position, words) VALUES
            <foreach item="r" index="i" collection="rows" separator=",">(#{versionId}, #{i} + 1, #{r})</foreach></script>""")
    void insertAliases(long versionId, List<String> rows);

    @Insert("INSERT INTO guide_plain_text (version_id, reader, content) VALUES (#{versionId}, #{reader}, #{content})")
    void insertPlain(long versionId, Words.Reader reader, String content);

    @Insert("""
            <script>INSERT INTO guide_circumstance (version_id, position, code, question) VALUES
            <foreach item="r" index="i" collection="rows" separator=",">(#{versionId}, #{i} + 1, #{r.id},
            #{r.question})</foreach></script>""")
    void insertCircumstances(long versionId, List<Circumstance> rows);

    @Insert("""
            <script>INSERT INTO guide_circumstance_option (version_id, position, circumstance, code, content,
            next_circumstance) VALUES
            <foreach item="r" index="i" collection="rows" separator=",">(#{r.versionId}, #{i} + 1, #{r.circumstance}, #{r.code},
            #{r.content}, #{r.nextCircumstance})</foreach></script>""")
    void insertOptions(List<OptionRow> rows);

    @Insert("""
            <script>INSERT INTO guide_option_effect (version_id, position, circumstance, choice, kind, document, content)
            VALUES
            <foreach item="r" index="i" collection="rows" separator=",">(#{r.versionId}, #{i} + 1, #{r.circumstance},
            #{r.choice}, #{r.kind}, #{r.document}, #{r.content})</foreach></script>""")
    void insertEffects(List<EffectRow> rows);

    @Delete("DELETE FROM guide_topic WHERE version_id = #{versionId}")
    void deleteTopics(long versionId);

    @Delete("DELETE FROM guide_tag WHERE version_id = #{versionId}")
    void deleteTags(long versionId);

    @Delete("DELETE FROM guide_channel WHERE version_id = #{versionId}")
    void deleteChannels(long versionId);

    @Delete("DELETE FROM guide_fee_item WHERE version_id = #{versionId}")
    void deleteFees(long versionId);

    @Delete("DELETE FROM guide_result WHERE version_id = #{versionId}")
    void deleteResults(long versionId);

    @Delete("DELETE FROM guide_step WHERE version_id = #{versionId}")
    void deleteSteps(long versionId);

    @Delete("DELETE FROM guide_document WHERE version_id = #{versionId}")
    void deleteDocuments(long versionId);

    @Delete("DELETE FROM guide_faq WHERE version_id = #{versionId}")
    void deleteFaqs(long versionId);

    @Delete("DELETE FROM guide_law WHERE version_id = #{versionId}")
    void deleteLaws(long versionId);

    @Delete("DELETE FROM guide_alias WHERE version_id = #{versionId}")
    void deleteAliases(long versionId);

    @Delete("DELETE FROM guide_plain_text WHERE version_id = #{versionId}")
    void deletePlains(long versionId);

    @Delete("DELETE FROM guide_circumstance WHERE version_id = #{versionId}")
    void deleteCircumstances(long versionId);

    @Delete("DELETE FROM guide_circumstance_option WHERE version_id = #{versionId}")
    void deleteOptions(long versionId);

    @Delete("DELETE FROM guide_option_effect WHERE version_id = #{versionId}")
    void deleteEffects(long versionId);
}
