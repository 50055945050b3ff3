-- I12: 得分都按所依细则里该类服务的分值计；从前任务自带分值的另有记录，得分表建立以前入账的没有时长
SELECT s.id AS score_id, s.rule_id, s.work_kind, s.rule
FROM points_score s
LEFT JOIN points_own_rate o ON o.score_id = s.id
LEFT JOIN points_rule_rate k ON k.book_id = s.rule_id AND k.work_kind = s.work_kind
LEFT JOIN points_rule_rate r ON r.book_id = s.rule_id AND r.work_kind = '*'
WHERE s.minutes > 0 AND s.rule_id <> 0 AND o.score_id IS NULL
  AND s.rule <> CONCAT(
    TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM CAST(COALESCE(k.hundredths, r.hundredths, 0) / 100 AS DECIMAL(10, 2)))),
    ' 分/', CASE COALESCE(k.method, r.method, 'HOURLY') WHEN 'FIXED' THEN '次' ELSE '小时' END) COLLATE utf8mb4_bin
