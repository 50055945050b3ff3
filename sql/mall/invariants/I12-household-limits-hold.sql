-- I12: 每户限兑按兑换记录计算不超限
SELECT r.id AS redemption_id, r.household_id, r.item_id, r.per_household, COUNT(*) AS had
FROM mall_redemption r
JOIN mall_redemption e ON e.household_id = r.household_id AND e.item_id = r.item_id AND e.id <= r.id
  AND e.status IN ('READY', 'COLLECTED', 'RETURN_ASKED', 'REFUSED')
  AND CASE r.household_period WHEN 'DAY' THEN e.created_day = r.created_day
    WHEN 'MONTH' THEN EXTRACT(YEAR_MONTH FROM e.created_day) = EXTRACT(YEAR_MONTH FROM r.created_day)
    WHEN 'YEAR' THEN YEAR(e.created_day) = YEAR(r.created_day) ELSE TRUE END
WHERE r.status IN ('READY', 'COLLECTED', 'RETURN_ASKED', 'REFUSED') AND r.per_household IS NOT NULL
GROUP BY r.id, r.household_id, r.item_id, r.per_household
HAVING COUNT(*) > r.per_household
