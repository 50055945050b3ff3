-- I24: 停办处理完后，没有还占着号的预约
SELECT c.id AS closing_id, b.id AS booking_id, b.status FROM appointment_closing c
JOIN appointment_booking b ON b.bookable_id = c.bookable_id AND b.day BETWEEN c.from_day AND c.to_day
JOIN appointment_slot s ON s.id = b.slot_id
WHERE c.finished_at IS NOT NULL AND c.revoked_at IS NULL AND s.closed_why = 'OFFICE' AND b.status IN ('HELD', 'BOOKED')
