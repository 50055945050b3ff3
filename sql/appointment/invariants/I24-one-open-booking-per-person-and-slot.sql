-- I24: 同一个人在同一时段最多一个未完成的预约
SELECT slot_id, person_key, COUNT(*) AS bookings FROM appointment_booking
WHERE status IN ('HELD', 'BOOKED', 'CHECKED_IN') GROUP BY slot_id, person_key HAVING COUNT(*) > 1
