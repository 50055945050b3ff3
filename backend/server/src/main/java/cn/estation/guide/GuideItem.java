package cn.estation.guide;

import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;

/**
 * One thing residents get done.
 *
 * @param cellId where it holds: a district, a subdistrict or a community
 * @param revision number of the latest change residents could see
 */
@TableName("guide_item")
record GuideItem(
        long id, String code, String name, long cellId, boolean demonstration, long revision, Instant createdAt) {}
