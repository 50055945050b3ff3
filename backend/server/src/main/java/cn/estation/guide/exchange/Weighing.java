package cn.estation.guide.exchange;

import cn.estation.guide.content.GuideContent;
import cn.estation.guide.exchange.ImportMapper.Known;
import cn.estation.guide.format.Merge;
import cn.estation.guide.version.GuideStatus;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of a row, and what to say about it.
 *
 * @param content what will be written; null if nothing is
 */
record Weighing(
        Outcome outcome,
        String field,
        String sentence,
        @Nullable GuideContent content) {

    private static final String WHOLE = "整行";

    /**
     * Weighs a row against what is known.
     *
     * @param known null if no item has its code
     * @param mine whether an item of this cell may be changed by whoever imports
     * @param words what the known item says now
     */
    static Weighing of(
            GuideContent fresh,
            boolean partial,
            String digest,
            @Nullable Known known,
            LongPredicate mine,
            Supplier<@Nullable GuideContent> words) {
        if (known == null) {
            return new Weighing(Outcome.NEW, "", "", fresh);
        }
        if (!mine.test(known.cellId())) {
            return new Weighing(Outcome.REFUSED, "事项编码", "这个编码已用于别处的指南，您不能更新它。请核对编码。", null);
        }
        if (digest.equals(known.digest())) {
            return new Weighing(Outcome.SAME, "", "", null);
        }
        var now = words.get();
        var next = now != null && partial ? Merge.onto(now, fresh) : fresh;
        if (next.equals(now)) {
            return new Weighing(Outcome.SAME, "", "", null);
        }
        return known.draftId() == null ? overLive(known, next) : overDraft(known, next);
    }

    /** What somebody is editing stays as it is; the next run may take the row. */
    Weighing unlessEdited(@Nullable String editor) {
        return editor == null || !outcome.writes()
                ? this
                : new Weighing(Outcome.KEPT, WHOLE, editor + "正在编辑这份指南，没有改动。等编辑完，再导入一次同一个文件。", null);
    }

    private static Weighing overDraft(Known known, GuideContent next) {
        if (known.draftStatus() != GuideStatus.DRAFT) {
            return new Weighing(Outcome.KEPT, WHOLE, "新版正在审核或等待生效，没有改动。请等它发布或退回后再导入。", null);
        }
        return known.untouched(known.draftId(), known.draftEdits())
                ? new Weighing(Outcome.CHANGED, "", "", next)
                : new Weighing(Outcome.KEPT, WHOLE, "草稿由同事编写或修改过，没有覆盖。要采用文件的内容，请在指南里修改草稿。", null);
    }

    private static Weighing overLive(Known known, GuideContent next) {
        return known.untouched(known.liveId(), known.liveEdits())
                ? new Weighing(Outcome.CHANGED, "", "", next)
                : new Weighing(Outcome.CHANGED, WHOLE, "现行版本由同事编写或修改过，已按文件另起草稿，请比对后再发布。", next);
    }
}
