-- I12: 每人按同一版细则的得分合计不超过该版的各项上限
SELECT s.resident_id, c.book_id, c.scope, c.subject, c.period, c.points AS cap, SUM(s.points) AS counted
FROM points_rule_cap c
JOIN points_score s ON s.rule_id = c.book_id AND s.status IN ('PENDING', 'POSTED')
  AND (c.scope = 'ALL' OR (c.scope = 'KIND' AND s.work_kind = c.subject) OR (c.scope = 'GRADE' AND s.grade = c.subject))
GROUP BY s.resident_id, c.book_id, c.scope, c.subject, c.period, c.points,
  CASE c.period WHEN 'ENTRY' THEN s.id
    WHEN 'DAY' THEN TO_DAYS(s.worked_on)
    WHEN 'MONTH' THEN YEAR(s.worked_on) * 100 + MONTH(s.worked_on)
    ELSE YEAR(s.worked_on) END
HAVING SUM(s.points) > c.points
