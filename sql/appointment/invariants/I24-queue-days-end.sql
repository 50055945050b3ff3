-- I24: 前天以前的排队都已结束
SELECT id AS entry_id, day, status FROM appointment_entry
WHERE open = 1 AND day < DATE(TIMESTAMPADD(HOUR, -40, UTC_TIMESTAMP(3)))
