-- I11: 退回批次的分不超过从中取出的分
SELECT t.id AS move_id, t.amount, SUM(b.amount) AS back
FROM points_lot_move t JOIN points_lot_move b ON b.undoes_id = t.id
GROUP BY t.id, t.amount HAVING t.amount >= 0 OR SUM(b.amount) > -t.amount
