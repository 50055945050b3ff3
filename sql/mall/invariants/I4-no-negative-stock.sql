-- I4: 商品库存不为负
SELECT item_id, site_id, quantity FROM mall_stock WHERE quantity < 0
