-- I3: 党员账户和欠分账户的余额等于最后一行流水的余额
SELECT a.id AS account_id, a.balance, l.balance AS last_balance
FROM points_account a
LEFT JOIN points_line l ON l.account_id = a.id AND l.sequence = a.sequence
WHERE a.kind IN ('MEMBER', 'DEBT') AND a.sequence > 0 AND (l.id IS NULL OR l.balance <> a.balance)
