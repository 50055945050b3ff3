-- IN2: 没有一小时还停在“发送中”的消息
SELECT id, claimed_at FROM notice_delivery
WHERE status = 'SENDING' AND claimed_at < UTC_TIMESTAMP() - INTERVAL 1 HOUR;
