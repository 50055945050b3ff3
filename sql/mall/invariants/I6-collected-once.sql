-- I6: 每笔兑换最多领取一次，且只有一种结局
SELECT redemption_id, COUNT(*) AS ending_count
FROM mall_redemption_move
WHERE to_status IN ('COLLECTED', 'CANCELLED_BY_MEMBER', 'CANCELLED_BY_SHOP', 'EXPIRED')
GROUP BY redemption_id HAVING COUNT(*) > 1
