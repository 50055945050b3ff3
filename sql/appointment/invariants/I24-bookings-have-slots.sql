-- I24: 每个占着号的预约都有它的时段，且属于同一可预约的
SELECT b.id AS booking_id, b.slot_id FROM appointment_booking b
LEFT JOIN appointment_slot s ON s.id = b.slot_id AND s.bookable_id = b.bookable_id
WHERE s.id IS NULL AND b.status <> 'RELEASED'
