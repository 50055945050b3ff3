-- I24: 取消的场次不再给名额；处理完后没有还占着名额待来的人
SELECT n.id AS session_id, s.status AS slot_status, b.id AS booking_id, b.status FROM appointment_session n
JOIN appointment_activity a ON a.id = n.activity_id
JOIN appointment_slot s ON s.id = n.slot_id
LEFT JOIN appointment_booking b ON b.slot_id = s.id AND b.status IN ('HELD', 'BOOKED')
WHERE n.status = 'CANCELLED' AND (NOT a.whole OR a.status = 'CANCELLED')
  AND (s.status <> 'CLOSED' OR (b.id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM appointment_session u WHERE u.slot_id = s.id AND u.undealt = 1)))
