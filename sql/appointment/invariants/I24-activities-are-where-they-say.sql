-- I24: 已发布活动的时间与名额所在的时段相同：按场报名逐场相同，整期报名从第一场到最后一场
SELECT x.activity_id, s.id AS slot_id, s.starts_at, s.ends_at, x.first_start, x.last_end
FROM (SELECT a.id AS activity_id, a.places, n.slot_id, MIN(n.starts_at) AS first_start, MAX(n.ends_at) AS last_end
  FROM appointment_activity a
  JOIN appointment_session n ON n.activity_id = a.id AND (n.status <> 'CANCELLED' OR a.whole)
  WHERE a.status = 'PUBLISHED' GROUP BY a.id, a.places, n.slot_id) x
LEFT JOIN appointment_slot s ON s.id = x.slot_id AND s.bookable_id = x.activity_id
WHERE s.id IS NULL OR s.capacity <> x.places OR s.starts_at <> x.first_start OR s.ends_at <> x.last_end
