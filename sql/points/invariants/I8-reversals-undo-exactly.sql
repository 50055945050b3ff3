-- I8: 撤销或退回的合计不超过原交易、方向相反、在同一账户，冲正补足到全额，冲正本身不再冲正
SELECT o.id AS original_id, o.ledger, l.amount, SUM(u.amount) AS undone
FROM points_transaction o
JOIN points_line l ON l.transaction_id = o.id
JOIN points_account a ON a.id = l.account_id AND a.kind IN ('ISSUE', 'REDEEM', 'ADJUST')
JOIN points_transaction r ON r.reverses_id = o.id
LEFT JOIN points_line u ON u.transaction_id = r.id AND u.account_id = l.account_id
GROUP BY o.id, o.ledger, o.reverses_id, l.id, l.amount
HAVING o.reverses_id IS NOT NULL OR SUM(u.id IS NULL) > 0 OR SUM(r.ledger <> o.ledger) > 0
  OR SUM(SIGN(u.amount) = SIGN(l.amount)) > 0 OR ABS(SUM(u.amount)) > ABS(l.amount)
  OR (SUM(r.source_kind = 'reversal') > 0 AND SUM(u.amount) <> -l.amount)
