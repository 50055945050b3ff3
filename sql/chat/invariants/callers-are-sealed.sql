-- C8: 求助人的地址一律加密存放，话忘了地址也忘
SELECT id FROM chat_alert
WHERE openid NOT LIKE 'sm4.%.%' AND openid NOT LIKE 'aes.%.%' OR openid IS NOT NULL AND person IS NULL
