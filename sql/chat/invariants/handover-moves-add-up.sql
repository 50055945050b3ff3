-- C5: 每次转人工现在的状态就是它最后一步的状态
SELECT h.id, h.status FROM chat_handover h
WHERE h.status <> COALESCE((SELECT m.to_status FROM chat_handover_move m WHERE m.handover_id = h.id ORDER BY m.id DESC LIMIT 1), '')
