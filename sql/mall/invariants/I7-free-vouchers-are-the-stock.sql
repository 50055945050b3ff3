-- I7: 未发的券码数等于券码商品的库存
SELECT i.id AS item_id, COALESCE(s.quantity, 0) AS quantity, COALESCE(v.free_count, 0) AS free_count
FROM mall_item i
LEFT JOIN (SELECT item_id, SUM(quantity) AS quantity FROM mall_stock GROUP BY item_id) s ON s.item_id = i.id
LEFT JOIN (SELECT item_id, COUNT(*) AS free_count FROM mall_voucher WHERE status = 'FREE' GROUP BY item_id) v ON v.item_id = i.id
WHERE i.kind = 'VOUCHER' AND COALESCE(s.quantity, 0) <> COALESCE(v.free_count, 0)
