-- I8: 撤销得分的每一分，或取自余额，或记为欠分，或早已过期
SELECT r.id AS reversal_id, a.kind, l.amount
FROM points_transaction r
JOIN points_transaction o ON o.id = r.reverses_id
JOIN points_line ol ON ol.transaction_id = o.id
JOIN points_account oa ON oa.id = ol.account_id AND oa.kind = 'MEMBER'
JOIN points_line l ON l.transaction_id = r.id
JOIN points_account a ON a.id = l.account_id
WHERE (a.kind IN ('MEMBER', 'DEBT') AND (a.owner_id <> oa.owner_id OR a.score_year <> oa.score_year))
  OR (ol.amount > 0 AND a.kind IN ('MEMBER', 'DEBT', 'EXPIRE') AND l.amount > 0)
  OR (ol.amount < 0 AND a.kind IN ('DEBT', 'EXPIRE'))
