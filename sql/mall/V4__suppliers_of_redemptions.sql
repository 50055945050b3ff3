-- Who supplied a unit was looked up with the item, which may have changed hands since. Orders from before get whom it names now.
ALTER TABLE mall_redemption
  ADD COLUMN supplier_id BIGINT COMMENT '兑换时的供货商户，空为社区自备';

UPDATE mall_redemption r JOIN mall_item i ON i.id = r.item_id SET r.supplier_id = i.supplier_id
WHERE i.supplier_id IS NOT NULL;
