-- I21: 流水行数乘以上限不会超出整数范围
SELECT COUNT(*) AS line_count FROM points_line HAVING COUNT(*) > 9000000000000
