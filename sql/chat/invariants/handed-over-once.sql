-- C6: 每句要发的话至多送达一次
SELECT id FROM chat_delivery WHERE handed_over > 1 OR (status IN ('SENT', 'UNKNOWN')) <> (handed_over = 1)
