package cn.estation.mall;

import com.baomidou.mybatisplus.annotation.TableName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something on the shelf.
 *
 * @param perPerson how many one person may have, absent for as many as they like
 */
@TableName("mall_item")
record Item(
        long id,
        long communityId,
        @Nullable String code,
        String name,
        String description,
        long price,
        int stock,
        @Nullable Integer perPerson,
        boolean listed,
        String pickupPlace,
        String pickupHours,
        Instant createdAt) {}
