-- I9: 党员账户和欠分账户的流水都有序号，系统账户的都没有
SELECT l.id AS line_id, a.kind
FROM points_line l JOIN points_account a ON a.id = l.account_id
WHERE (a.kind IN ('MEMBER', 'DEBT') AND l.sequence IS NULL)
  OR (a.kind NOT IN ('MEMBER', 'DEBT') AND l.sequence IS NOT NULL)
