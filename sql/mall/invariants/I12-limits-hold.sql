-- I12: 每人限兑按兑换记录计算不超限
SELECT r.id AS redemption_id, r.resident_id, r.item_id, r.per_person, COUNT(*) AS had
FROM mall_redemption r
JOIN mall_redemption e ON e.resident_id = r.resident_id AND e.item_id = r.item_id AND e.id <= r.id
  AND e.status IN ('READY', 'COLLECTED')
WHERE r.status IN ('READY', 'COLLECTED') AND r.per_person IS NOT NULL
GROUP BY r.id, r.resident_id, r.item_id, r.per_person
HAVING COUNT(*) > r.per_person
