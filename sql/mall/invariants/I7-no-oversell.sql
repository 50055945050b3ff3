-- I7: 每个领取点的入库合计等于现有库存加有效兑换
SELECT s.item_id, s.site_id, s.quantity, COALESCE(m.moved, 0) AS moved, COALESCE(r.live_count, 0) AS live_count
FROM mall_stock s
LEFT JOIN (SELECT item_id, site_id, SUM(quantity) AS moved FROM mall_stock_movement GROUP BY item_id, site_id) m
  ON m.item_id = s.item_id AND m.site_id = s.site_id
LEFT JOIN (SELECT item_id, site_id, COUNT(*) AS live_count FROM mall_redemption
  WHERE status IN ('READY', 'COLLECTED', 'RETURN_ASKED', 'REFUSED') GROUP BY item_id, site_id) r
  ON r.item_id = s.item_id AND r.site_id = s.site_id
WHERE COALESCE(m.moved, 0) <> s.quantity + COALESCE(r.live_count, 0)
