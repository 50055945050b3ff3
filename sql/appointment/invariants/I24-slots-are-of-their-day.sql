-- I24: 时段的时间前后有序，且属于它的日子（北京时间）
SELECT id AS slot_id, day, starts_at, ends_at FROM appointment_slot
WHERE ends_at <= starts_at OR DATE(TIMESTAMPADD(HOUR, 8, starts_at)) <> day
