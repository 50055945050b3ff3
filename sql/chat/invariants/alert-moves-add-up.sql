-- C4: 每件求助现在的状态就是它最后一步的状态
SELECT a.id, a.status FROM chat_alert a
WHERE a.status <> COALESCE((SELECT m.to_status FROM chat_alert_move m WHERE m.alert_id = a.id ORDER BY m.id DESC LIMIT 1), '')
