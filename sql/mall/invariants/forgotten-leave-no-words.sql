-- 已注销的居民：没有留下退货的原因，不在登记的户里，手机号的标识也不在
SELECT 'return' AS subject, b.redemption_id AS id, r.id AS resident_id
FROM mall_return b JOIN mall_redemption m ON m.id = b.redemption_id
JOIN identity_resident r ON r.id = m.resident_id
WHERE r.forgotten_at < UTC_TIMESTAMP(3) - INTERVAL 1 HOUR AND b.reason <> ''
UNION ALL
SELECT 'household' AS subject, h.household_id AS id, r.id AS resident_id
FROM mall_household_member h JOIN identity_resident r ON r.id = h.resident_id
WHERE r.forgotten_at < UTC_TIMESTAMP(3) - INTERVAL 1 HOUR
UNION ALL
SELECT 'number' AS subject, h.id, r.id AS resident_id
FROM mall_household h JOIN mall_redemption m ON m.household_id = h.id
JOIN identity_resident r ON r.id = m.resident_id
WHERE h.household_key LIKE 'phone:%' AND r.forgotten_at < UTC_TIMESTAMP(3) - INTERVAL 1 HOUR
  AND NOT EXISTS (SELECT 1 FROM identity_resident one WHERE h.household_key = CONCAT('phone:', one.phone_index))
