-- I6: 券码的现状是最近一次变化的结果，每次变化都接着上一次
SELECT v.id AS voucher_id, v.status
FROM mall_voucher v
WHERE NOT EXISTS (SELECT 1 FROM mall_voucher_move m
  WHERE m.voucher_id = v.id AND m.to_status = v.status AND (m.redemption_id <=> v.redemption_id)
    AND NOT EXISTS (SELECT 1 FROM mall_voucher_move n WHERE n.voucher_id = m.voucher_id AND n.number > m.number))
UNION ALL
SELECT m.voucher_id, m.to_status
FROM mall_voucher_move m
LEFT JOIN mall_voucher_move p ON p.voucher_id = m.voucher_id AND p.number = m.number - 1
WHERE m.number > 1 AND (p.number IS NULL OR p.to_status <> m.from_status)
