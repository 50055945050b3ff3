-- I24: 记为到场的都签过到，而且报的就是这一场
SELECT t.session_id, t.booking_id, b.checked_in_at FROM appointment_attendance t
LEFT JOIN appointment_session n ON n.id = t.session_id
LEFT JOIN appointment_booking b ON b.id = t.booking_id AND b.slot_id = n.slot_id
WHERE b.id IS NULL OR b.checked_in_at IS NULL
