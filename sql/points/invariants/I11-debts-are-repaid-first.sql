-- I11: 有欠分的账户没有余额
SELECT d.owner_id, d.ledger, d.score_year, d.balance AS owed, m.balance
FROM points_account d
JOIN points_account m ON m.owner_id = d.owner_id AND m.ledger = d.ledger AND m.score_year = d.score_year AND m.kind = 'MEMBER'
WHERE d.kind = 'DEBT' AND d.balance < 0 AND m.balance > 0
