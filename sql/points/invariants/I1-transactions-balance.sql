-- I1: 每笔积分交易至少两行，合计为零
SELECT t.id AS transaction_id, COUNT(l.id) AS line_count, SUM(l.amount) AS total
FROM points_transaction t LEFT JOIN points_line l ON l.transaction_id = t.id
GROUP BY t.id HAVING COUNT(l.id) < 2 OR SUM(l.amount) <> 0
