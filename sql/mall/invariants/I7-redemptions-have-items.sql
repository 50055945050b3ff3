-- I7: 每笔兑换都有商品，且社区一致
SELECT r.id AS redemption_id, r.item_id
FROM mall_redemption r LEFT JOIN mall_item i ON i.id = r.item_id
WHERE i.id IS NULL OR i.community_id <> r.community_id
