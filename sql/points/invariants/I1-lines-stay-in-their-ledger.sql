-- I1: 每行流水的账户与交易属于同一本账
SELECT l.id AS line_id, t.ledger AS transaction_ledger, a.ledger AS account_ledger
FROM points_line l
JOIN points_transaction t ON t.id = l.transaction_id
JOIN points_account a ON a.id = l.account_id
WHERE t.ledger <> a.ledger
