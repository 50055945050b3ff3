-- I6: 每笔有效的券码兑换恰有一个券码，其余没有
SELECT r.id AS redemption_id, r.status, COUNT(v.id) AS voucher_count
FROM mall_redemption r LEFT JOIN mall_voucher v ON v.redemption_id = r.id
GROUP BY r.id, r.status, r.kind
HAVING COUNT(v.id) <> CASE WHEN r.kind = 'VOUCHER' AND r.status IN ('READY', 'COLLECTED') THEN 1 ELSE 0 END
