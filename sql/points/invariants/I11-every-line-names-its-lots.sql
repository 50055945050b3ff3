-- I11: 每笔兑换分流水都说得清进了或用了哪几批，数目相符
SELECT l.id AS line_id, l.amount, COALESCE(SUM(m.amount), 0) AS in_lots
FROM points_line l
JOIN points_account a ON a.id = l.account_id AND a.kind = 'MEMBER' AND a.ledger = 'POINTS'
LEFT JOIN points_lot_move m ON m.transaction_id = l.transaction_id
WHERE l.sequence > a.lots_from
GROUP BY l.id, l.amount HAVING l.amount <> COALESCE(SUM(m.amount), 0)
