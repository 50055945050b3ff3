-- I13: 同一党员没有时间重叠的两条有效认领（任务改过、本人还没重新确认也没到的不算）
SELECT a.resident_id, a.id AS claim_id, b.id AS other_claim_id
FROM task_claim a
JOIN task_claim b ON b.resident_id = a.resident_id AND b.id > a.id
JOIN task_volunteer_task s ON s.id = a.task_id
JOIN task_volunteer_task t ON t.id = b.task_id
WHERE a.status IN ('CLAIMED', 'CHECKED_IN', 'CHECKED_OUT', 'AUTO_OUT', 'SUBMITTED', 'EVALUATED', 'SETTLED', 'NO_SHOW_PENDING')
  AND b.status IN ('CLAIMED', 'CHECKED_IN', 'CHECKED_OUT', 'AUTO_OUT', 'SUBMITTED', 'EVALUATED', 'SETTLED', 'NO_SHOW_PENDING')
  AND NOT (a.status = 'CLAIMED' AND a.agreed_version < s.version)
  AND NOT (b.status = 'CLAIMED' AND b.agreed_version < t.version)
  AND s.starts_at < t.ends_at AND t.starts_at < s.ends_at
