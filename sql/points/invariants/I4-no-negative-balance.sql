-- I4: 党员账户的余额任何时候都不为负，欠分账户任何时候都不为正
SELECT a.id AS account_id, a.kind, a.balance, NULL AS line_id
FROM points_account a WHERE (a.kind = 'MEMBER' AND a.balance < 0) OR (a.kind = 'DEBT' AND a.balance > 0)
UNION ALL
SELECT a.id, a.kind, l.balance, l.id
FROM points_line l JOIN points_account a ON a.id = l.account_id
WHERE (a.kind = 'MEMBER' AND l.balance < 0) OR (a.kind = 'DEBT' AND l.balance > 0)
