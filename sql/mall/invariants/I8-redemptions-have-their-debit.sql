-- I8: 每笔兑换恰有一笔等额扣分
SELECT r.id AS redemption_id, r.price
FROM mall_redemption r
WHERE 1 <> (SELECT COUNT(*)
  FROM points_transaction t
  JOIN points_line l ON l.transaction_id = t.id
  JOIN points_account a ON a.id = l.account_id
  WHERE t.source_kind = 'redemption' AND t.source_id = r.id AND t.ledger = 'POINTS'
    AND a.kind = 'MEMBER' AND a.owner_id = r.resident_id AND l.amount = -r.price)
