-- I8: 每笔冲正与原交易逐行相反，冲正本身不再冲正
SELECT r.id AS reversal_id, o.id AS original_id, ol.account_id
FROM points_transaction r
JOIN points_transaction o ON o.id = r.reverses_id
JOIN points_line ol ON ol.transaction_id = o.id
LEFT JOIN points_line rl ON rl.transaction_id = r.id AND rl.account_id = ol.account_id
WHERE rl.id IS NULL OR rl.amount <> -ol.amount OR r.ledger <> o.ledger OR o.reverses_id IS NOT NULL
