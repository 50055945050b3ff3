-- C5: 告知在两分钟内有结果，没有人一直停在发送中
SELECT id, changed_at FROM chat_ask WHERE status = 'SENDING' AND changed_at < UTC_TIMESTAMP(3) - INTERVAL 10 MINUTE
