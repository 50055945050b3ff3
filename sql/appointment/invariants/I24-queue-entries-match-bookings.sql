-- I24: 排队与预约同进退：没结束的预约已签到，结束的结果相同；窗口的预约签到了就在排队
SELECT e.id AS entry_id, e.booking_id, e.status, b.status AS booked, b.outcome FROM appointment_entry e
LEFT JOIN appointment_booking b ON b.id = e.booking_id
WHERE e.booking_id IS NOT NULL AND (b.id IS NULL
  OR (e.open = 1) <> (b.status = 'CHECKED_IN')
  OR (e.open IS NULL AND COALESCE(b.outcome, '') <> CASE e.status WHEN 'PARTLY' THEN 'PARTLY_SERVED' ELSE e.status END))
UNION ALL
SELECT NULL, b.id, NULL, b.status, b.outcome FROM appointment_booking b
JOIN appointment_bookable t ON t.id = b.bookable_id AND t.kind = 'COUNTER'
WHERE b.status = 'CHECKED_IN' AND NOT EXISTS (SELECT 1 FROM appointment_entry e WHERE e.booking_id = b.id)
