-- 已注销的居民：没有留下心愿的内容、写给别人的评价、服务说明和申诉，也没有设备标识；值得看的情况不引用任务名称
SELECT 'wish' AS subject, t.id, r.id AS resident_id
FROM task_volunteer_task t JOIN identity_resident r ON r.id = t.served_resident_id
WHERE r.forgotten_at < UTC_TIMESTAMP(3) - INTERVAL 1 HOUR
  AND (t.title <> '微心愿' OR t.description <> '提出的居民已注销，内容已删除。' OR t.changed <> '' OR t.cell_id IS NOT NULL
    OR EXISTS (SELECT 1 FROM task_change c WHERE c.task_id = t.id AND c.summary <> '（已随注销删除）')
    OR EXISTS (SELECT 1 FROM task_claim c
      WHERE c.task_id = t.id AND c.settled_by = CONCAT('resident:', r.id) AND c.evaluation IS NOT NULL))
UNION ALL
SELECT 'claim' AS subject, c.id, r.id AS resident_id
FROM task_claim c JOIN identity_resident r ON r.id = c.resident_id
WHERE r.forgotten_at < UTC_TIMESTAMP(3) - INTERVAL 1 HOUR
  AND (c.statement IS NOT NULL OR c.contest IS NOT NULL OR c.device IS NOT NULL OR c.out_device IS NOT NULL OR c.distance IS NOT NULL)
UNION ALL
SELECT 'signal' AS subject, g.id, g.resident_id
FROM task_signal g
WHERE LOCATE('“', g.facts COLLATE utf8mb4_bin) > 0
