-- I11: 欠分只来自撤销已用掉的得分，只由以后的得分偿还
SELECT l.id AS line_id, l.amount, t.source_kind
FROM points_line l
JOIN points_account a ON a.id = l.account_id AND a.kind = 'DEBT'
JOIN points_transaction t ON t.id = l.transaction_id
LEFT JOIN points_transaction s ON s.id = t.source_id
WHERE (l.amount < 0 AND t.reverses_id IS NULL)
  OR (l.amount > 0 AND (t.source_kind <> 'repayment' OR s.id IS NULL OR s.ledger <> t.ledger))
