-- I8: 通过的手工调整在所调年度各有一笔等额流水，没有通过的没有
SELECT j.id AS adjustment_id, j.status, j.amount, COUNT(l.id) AS line_count
FROM points_adjustment j
LEFT JOIN points_transaction t ON t.source_kind = 'adjustment' AND t.source_id = j.id AND t.ledger = j.ledger
LEFT JOIN points_line l ON l.transaction_id = t.id AND l.amount = j.amount
  AND EXISTS (SELECT 1 FROM points_account a WHERE a.id = l.account_id AND a.kind = 'MEMBER' AND a.owner_id = j.resident_id
    AND a.score_year = j.score_year)
GROUP BY j.id, j.status, j.amount
HAVING COUNT(l.id) <> CASE WHEN j.status = 'APPROVED' THEN 1 ELSE 0 END
