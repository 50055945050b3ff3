-- I7: 每笔兑换都有商品、领取点和那里的库存，且社区一致
SELECT r.id AS redemption_id, r.item_id, r.site_id
FROM mall_redemption r
LEFT JOIN mall_item i ON i.id = r.item_id
LEFT JOIN mall_site t ON t.id = r.site_id
LEFT JOIN mall_stock s ON s.item_id = r.item_id AND s.site_id = r.site_id
WHERE i.id IS NULL OR t.id IS NULL OR s.item_id IS NULL OR i.community_id <> r.community_id
   OR t.community_id <> r.community_id OR s.community_id <> r.community_id
