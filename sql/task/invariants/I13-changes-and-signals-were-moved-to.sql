-- I13: 待审核的修改和值得看的情况，现状是最近一次变化的结果，每次变化都接着上一次
SELECT x.subject, x.id, x.status
FROM (SELECT 'CHANGE' AS subject, id, status FROM task_proposed_change
  UNION ALL SELECT 'SIGNAL', id, status FROM task_signal) x
WHERE NOT EXISTS (SELECT 1 FROM task_beside_move m
  WHERE m.subject = x.subject COLLATE utf8mb4_bin AND m.subject_id = x.id AND m.to_status = x.status
    AND NOT EXISTS (SELECT 1 FROM task_beside_move n
      WHERE n.subject = m.subject AND n.subject_id = m.subject_id AND n.number > m.number))
UNION ALL
SELECT m.subject, m.subject_id, m.to_status
FROM task_beside_move m
LEFT JOIN task_beside_move p ON p.subject = m.subject AND p.subject_id = m.subject_id AND p.number = m.number - 1
WHERE m.number > 1 AND (p.number IS NULL OR p.to_status <> m.from_status)
