-- I3: 党员账户和欠分账户的余额等于流水合计
SELECT a.id AS account_id, a.balance, COALESCE(s.total, 0) AS total, a.sequence, COALESCE(s.line_count, 0) AS line_count
FROM points_account a
LEFT JOIN (SELECT account_id, SUM(amount) AS total, COUNT(*) AS line_count FROM points_line GROUP BY account_id) s
  ON s.account_id = a.id
WHERE a.kind IN ('MEMBER', 'DEBT')
  AND (a.balance <> COALESCE(s.total, 0) OR a.sequence <> COALESCE(s.line_count, 0))
