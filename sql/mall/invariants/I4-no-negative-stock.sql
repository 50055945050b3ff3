-- I4: 商品库存不为负
SELECT id AS item_id, stock FROM mall_item WHERE stock < 0
