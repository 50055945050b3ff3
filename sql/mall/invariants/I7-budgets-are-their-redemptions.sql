-- I7: 预算的已用等于用它的有效兑换的成本合计
SELECT b.id AS budget_id, b.spent_cents, COALESCE(r.cost, 0) AS cost
FROM mall_budget b
LEFT JOIN (SELECT budget_id, SUM(cost_cents) AS cost FROM mall_redemption
  WHERE status IN ('READY', 'COLLECTED', 'RETURN_ASKED', 'REFUSED') AND budget_id IS NOT NULL GROUP BY budget_id) r
  ON r.budget_id = b.id
WHERE b.spent_cents <> COALESCE(r.cost, 0)
