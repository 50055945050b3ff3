-- I11: 到期满一天的批次没有剩余
SELECT id AS lot_id, account_id, remaining, expires_at
FROM points_lot WHERE remaining > 0 AND expires_at < UTC_TIMESTAMP(3) - INTERVAL 1 DAY
