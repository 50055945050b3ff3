-- I11: 批次的进出都属于同一账户的交易，退回另立的批次也不换人
SELECT m.id AS move_id, m.lot_id
FROM points_lot_move m
JOIN points_lot b ON b.id = m.lot_id
LEFT JOIN points_line l ON l.transaction_id = m.transaction_id AND l.account_id = b.account_id
WHERE l.id IS NULL
UNION ALL
SELECT NULL, c.id
FROM points_lot c LEFT JOIN points_lot r ON r.id = c.root_id
WHERE r.id IS NULL OR r.account_id <> c.account_id
