-- I11: 兑换分的余额等于各批次剩余之和
SELECT a.id AS account_id, a.balance, COALESCE(SUM(l.remaining), 0) AS in_lots
FROM points_account a LEFT JOIN points_lot l ON l.account_id = a.id
WHERE a.kind = 'MEMBER' AND a.ledger = 'POINTS'
GROUP BY a.id, a.balance HAVING a.balance <> COALESCE(SUM(l.remaining), 0)
