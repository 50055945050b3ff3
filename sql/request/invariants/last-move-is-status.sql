-- 诉求的状态等于它最后一次流转的去向，且第一次流转是提交
SELECT r.id FROM request_resident_request r
WHERE r.status <> COALESCE((SELECT m.to_status FROM request_move m WHERE m.request_id = r.id ORDER BY m.id DESC LIMIT 1), '')
   OR COALESCE((SELECT m.to_status FROM request_move m WHERE m.request_id = r.id ORDER BY m.id LIMIT 1), '') <> 'SUBMITTED'
LIMIT 100
