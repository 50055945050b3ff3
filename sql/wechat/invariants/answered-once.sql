-- W1: 每条微信来信至多答复一次：被动回复和客服消息只有其一，客服消息至多交出一次
SELECT id, status, handed_over FROM wechat_inbound
WHERE handed_over <> (CASE WHEN status IN ('SENT', 'UNKNOWN') THEN 1 ELSE 0 END)
