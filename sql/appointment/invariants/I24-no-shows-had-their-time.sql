-- I24: 爽约只在申辩期过后或核实后才算，且没有签到
SELECT id AS booking_id, checked_in_at, contest_until, ended_at, sub_status FROM appointment_booking
WHERE outcome = 'NO_SHOW' AND (checked_in_at IS NOT NULL OR contest_until IS NULL
  OR (sub_status <> 'DECIDED' AND ended_at < contest_until))
