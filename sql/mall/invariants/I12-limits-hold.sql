-- I12: 每人限兑按兑换记录计算不超限
SELECT r.id AS redemption_id, r.resident_id, r.item_id, r.per_person, COUNT(*) AS had
FROM mall_redemption r
JOIN mall_redemption e ON e.resident_id = r.resident_id AND e.item_id = r.item_id AND e.id <= r.id
  AND e.status IN ('READY', 'COLLECTED', 'RETURN_ASKED', 'REFUSED')
  AND CASE r.person_period WHEN 'DAY' THEN e.created_day = r.created_day
    WHEN 'MONTH' THEN EXTRACT(YEAR_MONTH FROM e.created_day) = EXTRACT(YEAR_MONTH FROM r.created_day)
    WHEN 'YEAR' THEN YEAR(e.created_day) = YEAR(r.created_day) ELSE TRUE END
WHERE r.status IN ('READY', 'COLLECTED', 'RETURN_ASKED', 'REFUSED') AND r.per_person IS NOT NULL
GROUP BY r.id, r.resident_id, r.item_id, r.per_person
HAVING COUNT(*) > r.per_person
