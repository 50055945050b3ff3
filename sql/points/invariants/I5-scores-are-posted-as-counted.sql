-- I5: 已入账的得分在两本账里各有一笔等额流水，公示中的没有，撤销的都已冲正
SELECT s.id AS score_id, s.status, s.points, COUNT(DISTINCT t.ledger) AS ledger_count, COUNT(DISTINCT r.id) AS reversal_count
FROM points_score s
LEFT JOIN points_transaction t ON t.source_kind = s.source_kind AND t.source_id = s.source_id
  AND EXISTS (SELECT 1 FROM points_line l JOIN points_account a ON a.id = l.account_id
    WHERE l.transaction_id = t.id AND a.kind = 'MEMBER' AND a.owner_id = s.resident_id AND l.amount = s.points)
LEFT JOIN points_transaction r ON r.source_kind = 'reversal' AND r.reverses_id = t.id
GROUP BY s.id, s.status, s.points
HAVING COUNT(DISTINCT t.ledger) <> CASE
    WHEN s.status = 'POSTED' AND s.points > 0 THEN 2
    WHEN s.status = 'REVOKED' AND COUNT(DISTINCT t.ledger) = 2 THEN 2 ELSE 0 END
  OR COUNT(DISTINCT r.id) <> CASE WHEN s.status = 'REVOKED' THEN COUNT(DISTINCT t.ledger) ELSE 0 END
