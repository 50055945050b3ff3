-- W4: 已答复的微信来信存有答复，注销者除外
SELECT id, status FROM wechat_inbound
WHERE answer IS NULL AND openid IS NOT NULL AND status IN ('ANSWERED', 'REPLIED', 'SENDING', 'SENT', 'REFUSED', 'UNKNOWN')
