-- C2: 没能回答的问题一律加密存放
SELECT id FROM chat_miss WHERE question NOT LIKE 'sm4.%.%' AND question NOT LIKE 'aes.%.%'
