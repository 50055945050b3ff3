-- I15: 每条操作日志都写明是谁、做了什么、哪次请求
SELECT id AS audit_entry_id FROM audit_entry
WHERE actor = '' OR action = '' OR subject = '' OR request_id = ''
LIMIT 100
