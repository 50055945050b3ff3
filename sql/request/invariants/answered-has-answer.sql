-- 已答复的诉求必有答复内容、答复人和一条流转记录，且与答复人一致
SELECT r.id FROM request_resident_request r
LEFT JOIN request_move m ON m.request_id = r.id AND m.to_status = 'ANSWERED'
WHERE (r.status = 'ANSWERED' AND (r.answer IS NULL OR m.id IS NULL OR m.actor <> r.answered_by))
   OR (r.status = 'SUBMITTED' AND (r.answer IS NOT NULL OR m.id IS NOT NULL))
LIMIT 100
