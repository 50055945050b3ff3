-- I8: 每笔兑换扣分都有兑换
SELECT t.id AS transaction_id, t.source_id AS redemption_id
FROM points_transaction t LEFT JOIN mall_redemption r ON r.id = t.source_id
WHERE t.source_kind = 'redemption' AND r.id IS NULL
