-- I5: 核实满一分钟的服务在两本账里各入账一次，分数相符
SELECT c.id AS claim_id, c.points
FROM task_claim c
WHERE c.status = 'VERIFIED' AND c.points > 0 AND c.settled_at < UTC_TIMESTAMP(3) - INTERVAL 1 MINUTE
  AND 2 <> (SELECT COUNT(DISTINCT t.ledger)
    FROM points_transaction t
    JOIN points_line l ON l.transaction_id = t.id
    JOIN points_account a ON a.id = l.account_id
    WHERE t.source_kind = 'claim' AND t.source_id = c.id
      AND a.kind = 'MEMBER' AND a.owner_id = c.resident_id AND l.amount = c.points)
