-- I-identity-8: 每人每天查看完整信息的次数连续编号，无缺无重
SELECT staff_id, china_day
FROM identity_reveal
GROUP BY staff_id, china_day
HAVING COUNT(*) <> MAX(number)
