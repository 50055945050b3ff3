-- I6: 兑换的状态都有变化记录
SELECT r.id AS redemption_id, r.status
FROM mall_redemption r
WHERE NOT EXISTS (SELECT 1 FROM mall_redemption_move m WHERE m.redemption_id = r.id AND m.to_status = r.status)
