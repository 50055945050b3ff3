-- I6: 每笔兑换的领取码各不相同
SELECT code_index, COUNT(*) AS redemption_count FROM mall_redemption GROUP BY code_index HAVING COUNT(*) > 1
