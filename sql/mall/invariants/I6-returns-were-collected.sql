-- I6: 退货的都领取过、申请过，并只决定一次
SELECT r.id AS redemption_id, r.status
FROM mall_redemption r LEFT JOIN mall_return t ON t.redemption_id = r.id
WHERE (r.status IN ('RETURN_ASKED', 'RETURNED', 'REFUSED')) <> (t.redemption_id IS NOT NULL)
   OR (r.status IN ('RETURNED', 'REFUSED')) <> (t.decided_at IS NOT NULL)
   OR (r.status = 'RETURNED') <> (t.unit_state IS NOT NULL)
   OR t.redemption_id IS NOT NULL AND NOT EXISTS (
     SELECT 1 FROM mall_redemption_move m WHERE m.redemption_id = r.id AND m.to_status = 'COLLECTED')
