-- IN1: 每条订阅消息都用掉居民的一次允许，且至多送达一次
SELECT d.notice_id, COUNT(*) AS handed_over
FROM notice_delivery d
LEFT JOIN notice_consent c ON c.spent_on = d.notice_id
WHERE d.status IN ('SENDING', 'SENT', 'UNKNOWN')
GROUP BY d.notice_id
HAVING COUNT(*) > 1 OR COUNT(c.id) = 0;
