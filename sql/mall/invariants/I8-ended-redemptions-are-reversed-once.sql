-- I8: 取消、过期或退货的兑换恰有一笔冲正，其余没有
SELECT r.id AS redemption_id, r.status, COUNT(v.id) AS reversal_count
FROM mall_redemption r
LEFT JOIN points_transaction t ON t.source_kind = 'redemption' AND t.source_id = r.id
LEFT JOIN points_transaction v ON v.reverses_id = t.id
GROUP BY r.id, r.status
HAVING COUNT(v.id) <> CASE WHEN r.status IN ('READY', 'COLLECTED', 'RETURN_ASKED', 'REFUSED') THEN 0 ELSE 1 END
