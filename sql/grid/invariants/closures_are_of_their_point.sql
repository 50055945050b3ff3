-- I-grid-4: 临时关闭的窗口属于登记的服务点，撤回不早于登记
SELECT k.id
FROM grid_closure k
LEFT JOIN grid_counter c ON c.id = k.counter_id
WHERE (k.counter_id IS NOT NULL AND c.point_id <> k.point_id)
  OR (k.withdrawn_at IS NOT NULL AND k.withdrawn_at < k.created_at)
LIMIT 100
