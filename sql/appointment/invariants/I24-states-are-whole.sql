-- I24: 预约的状态与结果相符：结束与退号有结果，其他没有
SELECT id AS booking_id, status, sub_status, outcome FROM appointment_booking
WHERE (outcome IN ('SERVED', 'PARTLY_SERVED', 'LEFT', 'NO_SHOW', 'EXCUSED')) <> (status = 'FINISHED')
  OR (outcome IS NULL) <> (status IN ('HELD', 'BOOKED', 'CHECKED_IN', 'ABSENT'))
  OR (status = 'HELD' AND (expires_at IS NULL OR sub_status NOT IN ('LOOKING', 'OFFERED', 'REQUESTED')))
