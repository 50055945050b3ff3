package cn.estation.grid;

import com.baomidou.mybatisplus.annotation.TableName;

/**
 * A counter of a service point. Text that is absent is empty.
 *
 * @param handles what it does, in a sentence
 * @param general true if it does all business of the point's level
 * @param phone empty for the point's
 * @param hours as {@link WeeklyHours} writes them; empty for the point's
 */
@TableName("grid_counter")
public record Counter(
        long id,
        long pointId,
        String code,
        String name,
        String handles,
        boolean general,
        String phone,
        String hours,
        int position,
        boolean inUse) {}
