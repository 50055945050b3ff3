package cn.estation.grid.estate;

import com.baomidou.mybatisplus.annotation.TableName;

/**
 * A group of buildings with a name that residents know. Text that is absent is empty.
 *
 * @param aliases other names, with 、 between
 */
@TableName("grid_estate")
record Estate(
        long id, long communityId, String code, String name, String aliases, String address, boolean demonstration) {}
