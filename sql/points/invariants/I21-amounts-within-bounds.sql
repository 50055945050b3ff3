-- I21: 每行流水的金额在 1 到 1000000 之间
SELECT id AS line_id, amount FROM points_line WHERE amount = 0 OR amount > 1000000 OR amount < -1000000
