package cn.estation.grid;

import com.baomidou.mybatisplus.annotation.TableName;

/**
 * A group of buildings with a name that residents know (小区). Text that is absent is empty.
 *
 * @param aliases other names, with 、 between
 * @param edits how often it was saved
 */
@TableName("grid_estate")
public record Estate(
        long id,
        long communityId,
        String code,
        String name,
        String aliases,
        String address,
        int edits,
        boolean demonstration) {}
