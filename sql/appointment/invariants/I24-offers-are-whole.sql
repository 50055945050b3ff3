-- I24: 候补给出的号与候补的状态相符
SELECT w.id AS waiting_id, w.status, b.status AS booking_status FROM appointment_waiting w
LEFT JOIN appointment_booking b ON b.id = w.booking_id
WHERE (w.status = 'OFFERED' AND (b.id IS NULL OR b.status <> 'HELD'))
  OR (w.status = 'TAKEN' AND (b.id IS NULL OR b.outcome IN ('LAPSED', 'EXPIRED')))
