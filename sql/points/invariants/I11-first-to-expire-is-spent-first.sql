-- I11: 用分时先用先到期的批次
SELECT u.transaction_id, u.lot_id, b.id AS earlier_lot_id
FROM points_lot_move u
JOIN points_transaction t ON t.id = u.transaction_id AND t.reverses_id IS NULL
  AND t.source_kind NOT IN ('repayment', 'lot-expiry', 'reversal')
JOIN points_lot a ON a.id = u.lot_id
JOIN points_line n ON n.transaction_id = t.id AND n.account_id = a.account_id
JOIN points_account c ON c.id = a.account_id AND n.sequence > c.lots_from
JOIN points_lot b ON b.account_id = a.account_id AND b.expires_at < a.expires_at AND b.expires_at > t.happened_at
WHERE u.amount < 0
  AND 0 < (SELECT COALESCE(SUM(m.amount), 0)
    FROM points_lot_move m JOIN points_line k ON k.transaction_id = m.transaction_id AND k.account_id = a.account_id
    WHERE m.lot_id = b.id AND k.sequence <= n.sequence)
