-- I7: 入库合计等于现有库存加有效兑换
SELECT i.id AS item_id, i.stock, COALESCE(m.moved, 0) AS moved, COALESCE(r.live_count, 0) AS live_count
FROM mall_item i
LEFT JOIN (SELECT item_id, SUM(quantity) AS moved FROM mall_stock_movement GROUP BY item_id) m ON m.item_id = i.id
LEFT JOIN (SELECT item_id, COUNT(*) AS live_count FROM mall_redemption
  WHERE status IN ('READY', 'COLLECTED') GROUP BY item_id) r ON r.item_id = i.id
WHERE COALESCE(m.moved, 0) <> i.stock + COALESCE(r.live_count, 0)
