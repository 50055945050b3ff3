-- C2: 问题一律加密存放
SELECT id FROM chat_question WHERE question NOT LIKE 'sm4.%.%' AND question NOT LIKE 'aes.%.%'
UNION ALL SELECT id FROM chat_group WHERE sample NOT LIKE 'sm4.%.%' AND sample NOT LIKE 'aes.%.%'
UNION ALL SELECT id FROM chat_asker WHERE openid NOT LIKE 'sm4.%.%' AND openid NOT LIKE 'aes.%.%'
UNION ALL SELECT id FROM chat_replay WHERE question NOT LIKE 'sm4.%.%' AND question NOT LIKE 'aes.%.%'
