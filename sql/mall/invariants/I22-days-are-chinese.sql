-- I22: 兑换日期按北京时间计
SELECT id AS redemption_id, created_at, created_day FROM mall_redemption
WHERE created_day <> DATE(TIMESTAMPADD(HOUR, 8, created_at))
