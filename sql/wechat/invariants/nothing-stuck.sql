-- W3: 没有停在半途超过十分钟的微信来信
SELECT id, status, changed_at FROM wechat_inbound
WHERE status IN ('RECEIVED', 'SENDING') AND changed_at < UTC_TIMESTAMP(3) - INTERVAL 10 MINUTE
