-- I24: 已发布活动的时间与名额所在的时段相同：按场报名逐场相同，整期报名从第一场到最后一场
SELECT a.id AS activity_id, s.id AS slot_id, s.starts_at, s.ends_at, MIN(n.starts_at) AS first_start, MAX(n.ends_at) AS last_end
FROM appointment_activity a
JOIN appointment_session n ON n.activity_id = a.id AND (n.status <> 'CANCELLED' OR a.whole)
JOIN appointment_slot s ON s.id = n.slot_id
WHERE a.status = 'PUBLISHED'
GROUP BY a.id, a.places, s.id, s.bookable_id, s.starts_at, s.ends_at, s.capacity
HAVING s.bookable_id <> a.id OR s.capacity <> a.places OR s.starts_at <> MIN(n.starts_at) OR s.ends_at <> MAX(n.ends_at)
UNION ALL
SELECT a.id, n.id, n.starts_at, n.ends_at, n.starts_at, n.ends_at FROM appointment_activity a
JOIN appointment_session n ON n.activity_id = a.id
WHERE (a.status = 'PUBLISHED' AND n.slot_id IS NULL) OR (a.status = 'DRAFT' AND n.slot_id IS NOT NULL)
