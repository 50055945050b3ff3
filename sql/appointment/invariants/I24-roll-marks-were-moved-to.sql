-- I24: 名单上的到场与最后一次记、撤相同
SELECT m.session_id, m.booking_id, m.present FROM appointment_attendance_move m
LEFT JOIN appointment_attendance t ON t.session_id = m.session_id AND t.booking_id = m.booking_id
WHERE m.id = (SELECT MAX(x.id) FROM appointment_attendance_move x WHERE x.session_id = m.session_id AND x.booking_id = m.booking_id)
  AND m.present <> (t.booking_id IS NOT NULL)
UNION ALL
SELECT t.session_id, t.booking_id, NULL FROM appointment_attendance t
WHERE NOT EXISTS (SELECT 1 FROM appointment_attendance_move m WHERE m.session_id = t.session_id AND m.booking_id = t.booking_id)
