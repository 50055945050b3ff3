-- I24: 按场报名的活动取消后没有还要办的场次，没有场次的活动不算发布
SELECT a.id AS activity_id, a.status, SUM(n.status <> 'CANCELLED') AS going FROM appointment_activity a
LEFT JOIN appointment_session n ON n.activity_id = a.id
GROUP BY a.id, a.status, a.whole
HAVING (a.status = 'PUBLISHED') AND COALESCE(SUM(n.status <> 'CANCELLED'), 0) = 0
  OR (a.status = 'CANCELLED' AND NOT a.whole) AND COALESCE(SUM(n.status <> 'CANCELLED'), 0) > 0
