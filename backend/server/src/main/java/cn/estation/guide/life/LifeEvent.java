package cn.estation.guide.life;

import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;

/**
 * Something that happens in a life, with a checklist.
 *
 * @param cellId where it holds: a district, a subdistrict or a community
 * @param position its place among the others, small ones first
 * @param shown whether residents see it
 * @param edits how often it was saved, to notice that two people write at once
 */
@TableName("guide_life_event")
record LifeEvent(
        long id,
        String code,
        long cellId,
        String title,
        String summary,
        int position,
        boolean shown,
        int edits,
        boolean demonstration,
        Instant createdAt) {}
