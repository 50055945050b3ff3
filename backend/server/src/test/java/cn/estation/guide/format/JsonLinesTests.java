package cn.estation.guide.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.estation.guide.GuideFixture;
import cn.estation.guide.content.Access.Channel;
import cn.estation.guide.content.Audience;
import cn.estation.guide.content.Document;
import cn.estation.guide.content.GuideContent;
import cn.estation.guide.content.GuideTopic;
import cn.estation.guide.content.Handling;
import cn.estation.guide.content.ServiceKind;
import cn.estation.kernel.UnreadableFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class JsonLinesTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    /** A made-up item with the field names of a portal. */
    static final String ITEM =
            "{\"TASK_CODE\":\"TEST000000000000000000000000001\",\"TASK_NAME\":\"测试高龄津贴\",\"subTaskName\":\"（首次申请）\","
                    + "\"TASK_TYPE\":\"05\",\"TASK_TYPE_TEXT\":\"行政给付\",\"DEPT_NAME\":\"测试区民政局\",\"matter_level\":\"市级\","
                    + "\"visit_number\":\"1\",\"LIMIT_SCENE_NUM\":\"1\",\"handle_location\":\"办理地点：测试路1号（1-3号窗口）\","
                    + "\"handle_time\":\"20(工作日)\",\"handle_time_limit\":\"5(工作日)\",\"accept_standard\":\"年满八十岁。\","
                    + "\"consult_phone\":\"010-61112222、61113333\",\"complain_phone\":\"010-12345\",\"URL\":\"https://www.example.com/apply\","
                    + "\"ONLINECHECK\":\"1\",\"bear_paltform\":\"测试服务网\",\"courier_service\":\"是\",\"online_book_addr\":\"无\","
                    + "\"matter_daily\":\"八十岁补贴，老人补贴\",\"matter_short\":\"无\",\"TASK_TAG\":null,"
                    + "\"theme_category\":[\"社会救助\",\"养老服务\"],\"service_object_name\":[\"自然人\"],"
                    + "\"material_intro\":[\"身份证\",\"户口簿\",\"无\",\"身份证\"]}";

    @Test
    void takesAnItemOfTheNationalExchange() {
        var row = only(ITEM);
        var guide = content(row);
        assertThat(row.code()).isEqualTo("TEST000000000000000000000000001");
        assertThat(row.findings()).isEmpty();
        assertThat(guide.title()).isEqualTo("测试高龄津贴（首次申请）");
        assertThat(guide.about().kind()).isEqualTo(ServiceKind.BENEFIT);
        assertThat(guide.about().audience()).isEqualTo(Audience.PERSON);
        assertThat(guide.about().topics()).containsExactly(GuideTopic.RELIEF, GuideTopic.ELDERLY);
        assertThat(guide.about().eligibility()).isEqualTo("年满八十岁。");
        assertThat(guide.handling().useLevel()).isEqualTo(Handling.Level.CITY);
        assertThat(guide.handling().statutory().text()).isEqualTo("20个工作日");
        assertThat(guide.handling().promised().text()).isEqualTo("5个工作日");
        assertThat(guide.access().place()).isEqualTo("测试路1号（1-3号窗口）");
        assertThat(guide.access().phone()).isEqualTo("010-61112222、010-61113333");
        assertThat(guide.access().complaintPhone()).isEqualTo("010-12345");
        assertThat(guide.access().visits()).isEqualTo(1);
        assertThat(guide.access().channels())
                .extracting(Channel::kind)
                .containsExactly(Channel.Kind.COUNTER, Channel.Kind.ONLINE, Channel.Kind.POST);
        assertThat(guide.access().onlineUrl()).isEqualTo("https://www.example.com/apply");
        assertThat(guide.documents()).extracting(Document::name).containsExactly("身份证", "户口簿");
        assertThat(guide.words().aliases()).containsExactly("八十岁补贴", "老人补贴");
        assertThat(guide.upkeep().effectiveFrom()).isEqualTo(TODAY);
    }

    @Test
    void takesTheFieldNamesOfTheExchangeToo() {
        var guide = content(
                only("{\"taskCode\":\"TEST0001\",\"taskName\":\"测试事项\",\"taskType\":\"20\",\"deptName\":\"测试局\","
                        + "\"useLevel\":\"区级\",\"serverType\":\"自然人,企业法人\",\"userTopicType\":\"住房保障\",\"promiseDay\":\"3\","
                        + "\"transactAddr\":\"测试路1号\",\"transactTime\":\"周一至周五 9:00-12:00\",\"linkWay\":\"电话：010-61112222\","
                        + "\"limitSceneNum\":1,\"limitSceneExplain\":\"核对本人\",\"isFee\":\"1\",\"feeBasis\":\"价目表\","
                        + "\"planEffectiveDate\":\"2026-05-01 00:00:00\"}"));
        assertThat(guide.about().audience()).isEqualTo(Audience.BOTH);
        assertThat(guide.about().topic()).isEqualTo(GuideTopic.HOUSING);
        assertThat(guide.access().hours()).isEqualTo("周一至周五 9:00-12:00");
        assertThat(guide.access().visitReason()).isEqualTo("核对本人");
        assertThat(guide.fee().charged()).isTrue();
        assertThat(guide.upkeep().effectiveFrom()).isEqualTo(LocalDate.of(2026, 5, 1));
    }

    @Test
    void saysWhatItCouldNotUseAndTakesTheRest() {
        var row = only(
                "{\"TASK_CODE\":\"TEST0002\",\"TASK_NAME\":\"测试事项\",\"TASK_TYPE_TEXT\":\"新种类\",\"matter_level\":\"无\","
                        + "\"consult_phone\":\"见官网\",\"visit_number\":\"若干\",\"URL\":\"javascript:alert(1)\",\"ONLINECHECK\":\"1\"}");
        assertThat(row.taken()).isTrue();
        assertThat(row.findings())
                .extracting(Row.Finding::field)
                .contains(
                        "TASK_TYPE_TEXT",
                        "consult_phone",
                        "visit_number",
                        "URL",
                        "service_object_name",
                        "handle_location");
        assertThat(content(row).access().onlineUrl()).isEmpty();
        assertThat(row.sentences()).contains("没有认出电话号码");
    }

    @Test
    void reportsEachRowItCannotTakeWithLineFieldAndSentence() {
        var rows = read(String.join(
                "\n",
                ITEM,
                "{\"TASK_CODE\":\"无\",\"TASK_NAME\":\"没有编码\"}",
                "{\"TASK_CODE\":\"TEST0003\",\"TASK_NAME\":\"\"}",
                "",
                "{\"TASK_CODE\":\"TEST0004\",\"TASK_NAME\":\"" + "长".repeat(101) + "\"}",
                "{\"TASK_CODE\":\"TEST0005\"",
                "[1,2]",
                "{\"TASK_CODE\":\"TEST0006\",\"TASK_NAME\":\"半个字\\ud83d\"}",
                "{\"TASK_CODE\":\"TEST0007\",\"TASK_NAME\":\"一\",\"TASK_NAME\":\"二\"}",
                ITEM));
        assertThat(rows.stream().filter(row -> !row.taken()))
                .extracting(Row::line)
                .containsExactly(2, 3, 5, 6, 7, 8, 9, 10);
        assertThat(rows.stream().filter(row -> !row.taken()))
                .allSatisfy(row -> assertThat(row.sentences()).endsWith("。"));
        assertThat(rows.get(1).fields()).isEqualTo("TASK_CODE");
        assertThat(rows.get(2).fields()).isEqualTo("TASK_NAME");
        assertThat(rows.getLast().sentences()).contains("与第 1 行编码相同");
    }

    @Test
    void whatItWritesItReadsAgainWordForWord() {
        var guide = GuideFixture.content("测试事项");
        var row = only(JsonLines.write("TEST-0001", guide));
        assertThat(row.content()).isEqualTo(guide);
        assertThat(row.partial()).isFalse();
        assertThat(content(row).digest()).isEqualTo(guide.digest());
    }

    @Test
    void aLineOfOursWithAnUnknownFieldIsRefused() {
        var line = JsonLines.write("TEST-0001", GuideFixture.content("测试事项")).replaceFirst("\\{", "{\"points\":100,");
        assertThat(only2(line).getFirst().taken()).isFalse();
        assertThat(only2(line).getFirst().sentences()).contains("不认识的字段");
    }

    @Test
    void theSameRowHasTheSameDigestWhateverTheOrderOfItsFields() {
        var other = "{\"TASK_NAME\":\"乙\",\"TASK_CODE\":\"TEST0001\"}";
        var same = "{\"TASK_CODE\":\"TEST0001\", \"TASK_NAME\":\"乙\"}";
        assertThat(only(other).digest()).isEqualTo(only(same).digest());
        assertThat(only(ITEM).digest())
                .isNotEqualTo(only(ITEM.replace("年满八十岁", "年满九十岁")).digest());
    }

    @Test
    void refusesAFileThatIsNoTextOfThisKind() {
        refused(new byte[0], "文件是空的");
        refused("   \n \n".getBytes(StandardCharsets.UTF_8), "没有内容");
        refused(ITEM.getBytes(Charset.forName("GB18030")), "看起来是 GBK");
        refused(ITEM.getBytes(StandardCharsets.UTF_16), "UTF-16");
        refused(new byte[] {'{', (byte) 0xC3, (byte) 0x28, (byte) 0xFF, '}'}, "不是 UTF-8");
        refused("a\0b".getBytes(StandardCharsets.UTF_8), "二进制");
        refused(new byte[] {'P', 'K', 3, 4, 0, 0}, "压缩包");
        refused("就是一段话".getBytes(StandardCharsets.UTF_8), "没有一行是可以导入的");
        refused("1\n2\n3".getBytes(StandardCharsets.UTF_8), "没有一行是可以导入的");
        refused("[".repeat(100_000).getBytes(StandardCharsets.UTF_8), "没有一行是可以导入的");
        refused(("x\n".repeat(JsonLines.MOST_ROWS + 1)).getBytes(StandardCharsets.UTF_8), "最多导入");
    }

    @Test
    void aByteOrderMarkIsNotInTheWay() {
        assertThat(only("\ufeff" + ITEM).taken()).isTrue();
    }

    @Test
    void overlongUtf8IsNotText() {
        refused(new byte[] {'{', (byte) 0xC0, (byte) 0xAF, '}'}, "不是 UTF-8");
    }

    private static void refused(byte[] file, String because) {
        assertThatThrownBy(() -> JsonLines.read(file, TODAY))
                .isInstanceOfSatisfying(
                        UnreadableFile.class,
                        refusal -> assertThat(refusal.sentence()).contains(because));
    }

    private static List<Row> read(String text) {
        return JsonLines.read(text.getBytes(StandardCharsets.UTF_8), TODAY);
    }

    /** The line behind one that can be taken, so that the file as a whole is not refused. */
    private static List<Row> only2(String text) {
        return read(text + "\n" + ITEM);
    }

    private static Row only(String text) {
        return read(text).getFirst();
    }

    private static GuideContent content(Row row) {
        return Objects.requireNonNull(row.content());
    }
}
