-- I11: 每个批次至多过期一次，在到期之后，过期的就是当时的剩余，之后不再有进出
SELECT l.id AS lot_id, t.id AS transaction_id, m.amount
FROM points_transaction t
LEFT JOIN points_lot l ON l.id = t.source_id
LEFT JOIN points_lot_move m ON m.transaction_id = t.id
WHERE t.source_kind = 'lot-expiry'
  AND (l.id IS NULL OR m.lot_id IS NULL OR m.lot_id <> l.id OR t.happened_at < l.expires_at OR l.remaining <> 0 OR m.amount >= 0
    OR 1 <> (SELECT COUNT(*) FROM points_lot_move o WHERE o.transaction_id = t.id))
