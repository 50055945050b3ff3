-- I2: 每本账全部账户合计为零，积分不凭空产生或消失
SELECT a.ledger, SUM(l.amount) AS total
FROM points_line l JOIN points_account a ON a.id = l.account_id
GROUP BY a.ledger HAVING SUM(l.amount) <> 0
