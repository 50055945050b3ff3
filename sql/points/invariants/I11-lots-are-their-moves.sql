-- I11: 每个批次的剩余等于进出合计，最初放入的等于原有
SELECT l.id AS lot_id, l.amount, l.remaining, COALESCE(SUM(m.amount), 0) AS moved
FROM points_lot l LEFT JOIN points_lot_move m ON m.lot_id = l.id
GROUP BY l.id, l.amount, l.remaining
HAVING l.remaining <> COALESCE(SUM(m.amount), 0) OR l.remaining < 0 OR l.remaining > l.amount
